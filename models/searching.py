"""How texts are found: cut into tokens, of which the search index keeps which record has which.

Chinese is written without blanks, so each two characters that stand together are a token: 用地手续
gives 用地, 地手, 手续, and its last character alone, so that each character begins some token. A
word of two is one token; of a longer word the tokens are candidates, and `found` decides. Latin
letters and digits are tokens by runs and are found by their beginning, also where letters turn
into digits or back: 110kV by 110 and by kv. Names are found by the initials of their pinyin, too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import add

from models.pinyin import initials

#: Ends a token of a text that lists do not search, begins one of initials; never part of a text's.
MARK = "·"
#: Characters of a token at most: databases limit their length.
_LONGEST = 40
#: Tokens of a record at most: a database limits what it keeps of one. Some 60,000 characters.
MOST_TOKENS = 40_000

_WIDE_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_UPPER_TO_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_FOLDED = _WIDE_TO_NARROW | _UPPER_TO_LOWER
_FOLDED |= {wide: _UPPER_TO_LOWER.get(code, code) for wide, code in _WIDE_TO_NARROW.items()}
_RUN = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")
_TURN = re.compile(r"(?<![0-9])[0-9]|(?<![a-z])[a-z]")


def fold(text: str) -> str:
    """The text with its Latin letters small and narrow, digits and marks narrow; as long as it."""
    return text.translate(_FOLDED)


def tokens(text: str) -> set[str]:
    """The tokens of a text; texts parted by line ends share none."""
    found: set[str] = set()
    for run in _RUN.findall(fold(text)):
        if not run[0].isascii():
            found.update(map(add, run, run[1:]))
            found.add(run[-1])
        elif run.isdigit() or run.isalpha():
            found.add(run[:_LONGEST])
        else:
            found.update(run[turn.start() :][:_LONGEST] for turn in _TURN.finditer(run))
    return found


def entry(own: Iterable[str], more: Iterable[str], names: Iterable[str]) -> list[str]:
    """Every token of a record, once: of its own texts, of more beside them, of names' initials."""
    made = tokens("\n".join(own))
    if rest := "\n".join(more):
        made |= {token + MARK for token in tokens(rest) - made}
    for name in names:
        made |= _endings(name)
    return list(made) if len(made) <= MOST_TOKENS else sorted(made)[:MOST_TOKENS]


def _endings(name: str) -> set[str]:
    """What can be typed of a name's initials, marked: 云岫机械 by yxjx, xjx, jx, x."""
    read = initials(fold(name))
    letters = read if read.isalnum() else "".join(filter(str.isalnum, read))
    return {MARK + letters[start : start + _LONGEST] for start in range(len(letters))}


def _letters(name: str) -> list[tuple[int, str]]:
    """The initials of a name, each with the place of its character."""
    read = initials(fold(name))
    return [(at, letter) for at, letter in enumerate(read) if letter.isalnum()]


@dataclass(frozen=True)
class Word:
    """One word that is searched for.

    A record that has it has every token of `whole` and for each of `begun` one that begins so;
    the rest `found` must tell, unless the word is `exact`. `latin` words may be initials; `narrow`
    ones have a character that other characters are folded to.
    """

    text: str
    whole: tuple[str, ...]
    begun: tuple[str, ...]
    exact: bool
    latin: bool
    narrow: bool


def words(text: str) -> tuple[Word, ...]:
    """The words of what was typed, parted by blanks; one without letters or digits is none."""
    read = (_word(one) for one in dict.fromkeys(fold(text).split()))
    return tuple(word for word in read if word.whole or word.begun)


def _word(text: str) -> Word:
    whole: list[str] = []
    begun: list[str] = []
    runs = _RUN.findall(text)
    for run in runs:
        if len(run) == 1 or run[0].isascii():
            closed = run[0].isascii() and not text.endswith(run) and len(run) < _LONGEST
            (whole if closed else begun).append(run[:_LONGEST])
        else:
            whole += map(add, run, run[1:])
    latin = runs == [text] and text[0].isascii()
    short = len(text) <= (_LONGEST if latin else 2)
    narrow = any(map(str.isascii, text))
    return Word(text, tuple(whole), tuple(begun), runs == [text] and short, latin, narrow)


def chinese(word: Word) -> Word:
    """What of a word stands in every text that contains it anywhere: its tokens that are no runs
    of Latin letters or digits, which are only found by their beginning."""
    whole, begun = (
        tuple(one for one in some if not one[0].isascii()) for some in (word.whole, word.begun)
    )
    exact = word.exact and not word.latin
    return replace(word, whole=whole, begun=begun, exact=exact, latin=False)


def places(word: Word, text: str) -> Iterator[tuple[int, int]]:
    """Where a word stands in a text: the first place, and the first behind it."""
    if word.narrow:
        for match in re.finditer(_beginning(word.text), fold(text)):
            yield match.span()
        return
    # No folded character is part of the word: it stands in the text as it is.
    start = text.find(word.text)
    while start >= 0:
        yield start, start + len(word.text)
        start = text.find(word.text, start + len(word.text))


def _beginning(text: str) -> str:
    """The pattern of a word of which some is Latin: it must begin where a token does."""
    first = text[0]
    guard = "(?<![0-9])" if first.isdigit() else "(?<![a-z])"
    return (guard if first.isascii() and first.isalnum() else "") + re.escape(text)


def places_by_initials(word: Word, name: str) -> Iterator[tuple[int, int]]:
    """Where a name is read so by its initials; none for a word that is no Latin run."""
    if not word.latin:
        return
    letters = _letters(name)
    start = "".join(letter for _, letter in letters).find(word.text)
    if start >= 0:
        yield letters[start][0], letters[start + len(word.text) - 1][0] + 1


def found(word: Word, texts: Iterable[str], names: Iterable[str]) -> bool:
    """Whether a record with these texts and names has the word: what the index must answer."""
    return any(any(places(word, text)) for text in texts) or any(
        any(places_by_initials(word, name)) for name in names
    )
