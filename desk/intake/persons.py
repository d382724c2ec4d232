"""People as lists write them in one cell: names, posts and telephones, often of several.

张三、李四 13900000000 · 张三（副局长） · 副区长 张三 · 张三 李四, each on a line of its own.
"""

import re
from dataclasses import dataclass
from itertools import chain

from models.checking import phone
from models.writing import folded, tidy_name, written

_BETWEEN = re.compile(r"[、,，;；/\n]+")
_PHONE = re.compile(
    r"(?:(?:联系)?(?:电话|方式|手机)(?:号码?)?|TEL)?[:：]?\s*(\(?\+?\d[\d\s()转-]{5,}\d)", re.I
)
#: Digits that are no part of a name.
LONG_NUMBER = re.compile(r"\d{5}")
_EDGES = " :：()（）-"
_WITH_MORE = re.compile(r"([^()（）]+)[(（]([^()（）]*)[)）]?")
_NO_POST = ("女", "男")  # what lists write behind a name beside posts
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,}")
_POST = re.compile(
    r".*(?:书记|[区县市镇乡局科处部院所站队校村组股会]长|主任|委员|主席|调研员|巡视员|科员"
    r"|专员|干事|经理|总工|主管)"
)


@dataclass(frozen=True)
class Said:
    """A person as a list names one: `more` is the post or unit written behind the name."""

    name: str
    phone: str = ""
    more: str = ""

    @property
    def mixed(self) -> bool:
        """Whether a number is left in the name, so that it is none."""
        return LONG_NUMBER.search(self.name) is not None

    @property
    def shown(self) -> str:
        """The person as people write one: 张三（副局长）."""
        return f"{self.name}（{self.more}）" if self.more else self.name


def set_apart(text: str) -> str:
    """The cell with a 、 between names that only blanks or lines part; 副区长 张三 stays one."""
    return "、".join(_one_line(piece) for piece in _BETWEEN.split(text) if piece.strip())


def _one_line(line: str) -> str:
    words = line.split()
    if len(words) < 2 or not all(map(_HAN_NAME.fullmatch, words)):
        return line
    posts = [word for word in words if _POST.fullmatch(word)]
    if len(words) == 2 and len(posts) == 1:
        name = next(word for word in words if word not in posts)
        return f"{name}（{posts[0]}）"
    return "、".join(words)


def people_in(text: str) -> tuple[Said, ...]:
    """The people whom a cell names; a telephone alone belongs to the one before.

    A number without a name before it comes as a person without a name.
    """
    found: list[Said] = []
    for piece in _BETWEEN.split(folded(text)):
        said = _person(piece)
        if not said.name and said.phone and found:
            found[-1] = _with_phone(found[-1], said.phone)
        elif said.name or said.phone:
            found.append(said)
    return tuple(found)


def _person(piece: str) -> Said:
    found = _PHONE.search(piece)
    number, doubt = phone(found[1]) if found else (None, None)
    if doubt:
        return Said(tidy_name(piece))
    rest = (piece[: found.start()] + piece[found.end() :] if found else piece).strip(_EDGES)
    more = _WITH_MORE.fullmatch(rest)
    if more is None:
        return Said(tidy_name(rest), number or "")
    post = "" if more[2] in _NO_POST else tidy_name(more[2])
    return Said(tidy_name(more[1]), number or "", post)


def _with_phone(person: Said, number: str) -> Said:
    return Said(person.name, "、".join(filter(None, (person.phone, number))), person.more)


def parted(cell: object) -> tuple[str, str] | None:
    """The names and the telephones in a cell, each joined by 、; None where they cannot be told
    apart."""
    people = people_in(written(cell))
    if not people or any(one.mixed for one in people):
        return None
    numbers = chain.from_iterable(one.phone.split("、") for one in people)
    return (
        "、".join(one.shown for one in people if one.name),
        "、".join(dict.fromkeys(number for number in numbers if number)),
    )
