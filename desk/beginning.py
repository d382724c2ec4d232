"""A new casebook as an office begins it: its name, its tier, its units, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.book.casebook import DEFAULT_CODE, Book, create, discard
from desk.book.place import Place
from desk.errors import Refused
from desk.records import create as add
from desk.settings import save
from models.fields import KINDS

LONGEST_CODE = 8  # characters of a code: it stands in every number


@dataclass(frozen=True)
class Beginning:
    """What a casebook begins with; what is blank has its default, or is said later."""

    office: str = ""
    tier: str = ""
    code: str = DEFAULT_CODE
    units: tuple[str, ...] = ()


def check_code(code: str) -> None:
    """Raise `Refused` for a code that cannot stand in numbers."""
    if not (code.isalnum() and len(code) <= LONGEST_CODE):
        raise Refused(f"代码“{code}”不合用；请用 {LONGEST_CODE} 个以内的汉字、字母或数字。")


def begin(place: Place, wanted: Beginning, actor: str) -> None:
    """Make the casebook; what goes wrong on the way leaves none. Raises `Refused`, `Trouble`."""
    check_code(wanted.code)
    create(place, code=wanted.code)
    try:
        with Book.open(place) as book:
            said = {"office": wanted.office, "tier": wanted.tier}
            save(book, {name: value for name, value in said.items() if value}, actor)
            _add_units(book, wanted.units, actor)
    except BaseException:
        discard(place)
        raise


def _add_units(book: Book, units: Sequence[str], actor: str) -> None:
    if units:
        with book.change(f"新增参与单位 {len(units)} 个", actor) as session:
            for name in units:
                add(session, KINDS["organizations"], {"name": name})


def units_of(text: str) -> tuple[str, ...]:
    """Names of units as they were typed, one a line or parted by 、; each once."""
    lines = (part.strip() for line in text.splitlines() for part in line.split("、"))
    return tuple(dict.fromkeys(line for line in lines if line))
