"""Find Chinese words by the first letters of their pinyin: 渤海 by bh."""

import re
from functools import lru_cache

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def initials(text: str) -> str:
    """The first letters of the pinyin of a word, lower case; other characters stay as they are.

    Polyphones are read by phrase (银行 is yh). The dictionary is loaded at first use: it would
    take longer than the whole first window.
    """
    return _NOT_ASCII.sub(lambda run: _of_run(run[0]), text).casefold()


@lru_cache(maxsize=8192)
def _of_run(run: str) -> str:
    """The letters of characters that stand together."""
    from pypinyin.seg.mmseg import seg

    return "".join(map(_of_phrase, seg.cut(run)))


@lru_cache(maxsize=65_536)
def _of_phrase(phrase: str) -> str:
    """The letters of one phrase. Names share most of theirs, and reading is slow."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(phrase, style=Style.FIRST_LETTER))


@lru_cache(maxsize=8192)
def spelling(text: str) -> str:
    """The whole pinyin of a word without tones, lower case: 渤海 is bohai."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).casefold()


def fit(word: str, typed: str) -> int:
    """How well a word fits what was typed; the lower the better, 0 for not at all.

    1 begins so, 2 holds it, 3 its initials begin so, 4 its pinyin begins so, 5 its initials hold
    it, 6 its pinyin holds it. Blanks in what was typed count for nothing.
    """
    typed = "".join(typed.split()).casefold()
    plain = "".join(word.split()).casefold()
    if typed in plain:
        return 1 if plain.startswith(typed) else 2
    if not typed.isascii():
        return 0
    first, whole = initials(word), spelling(word)
    tries = (first.startswith(typed), whole.startswith(typed), typed in first, typed in whole)
    return next((rank for rank, holds in enumerate(tries, 3) if holds), 0)


def matches(word: str, typed: str) -> bool:
    """Whether what was typed stands in the word, or in the initials of its pinyin."""
    typed = typed.strip().casefold()
    return typed in word.casefold() or (typed.isascii() and typed in initials(word))
