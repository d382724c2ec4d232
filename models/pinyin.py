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


def matches(word: str, typed: str) -> bool:
    """Whether what was typed stands in the word, or in the initials of its pinyin."""
    typed = typed.strip().casefold()
    return typed in word.casefold() or (typed.isascii() and typed in initials(word))
