"""Find Chinese words by the first letters of their pinyin: 渤海 by bh."""

from functools import lru_cache


@lru_cache(maxsize=8192)
def initials(text: str) -> str:
    """The first letters of the pinyin of a word, lower case; other characters stay as they are.

    Polyphones are read by phrase (银行 is yh). The dictionary is loaded at first use: it would
    take longer than the whole first window.
    """
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).casefold()


def matches(word: str, typed: str) -> bool:
    """Whether what was typed stands in the word, or in the initials of its pinyin."""
    typed = typed.strip().casefold()
    return typed in word.casefold() or (typed.isascii() and typed in initials(word))
