"""What a new casebook begins with: office, tier, this laptop's code, and where it shall lie."""

from dataclasses import dataclass
from pathlib import Path

from desk.book.place import Place
from desk.clock import Clock
from models.fields import Field, Type
from ui.ask import Ask
from ui.forms import Form, Lookups

FIELDS = (
    Field("office", "单位名称", required=True, help="如：渤海新区双创双服办公室"),
    Field("tier", "层级", Type.CHOICE, choices="tiers", required=True),
    Field("code", "本机代码", required=True, help="编号的开头，每台电脑各不相同，如：渤新A"),
    Field("folder", "存放位置", required=True, help="本机硬盘上的一个新文件夹，不能在网络共享上"),
)
#: The same for a database; every number of the office begins with its one code.
_SHARED = (
    *FIELDS[:2],
    Field("code", "本办代码", required=True, help="编号的开头，全办公室共用，如：渤新"),
)


@dataclass(frozen=True)
class NewBook:
    """What a new casebook begins with."""

    office: str
    tier: str
    code: str
    place: Place


def ask_for(ask: Ask, place: Place) -> NewBook | None:
    """Ask for everything that a new casebook begins with; None if waved away.

    A folder is only proposed; an address was settled before.
    """
    fields = FIELDS if isinstance(place, Path) else _SHARED
    form = Form(fields, nothing_known())
    form.set_values({"tier": "县", "folder": str(place)})
    given = ask.fill("新建台账", form, "新建")
    if given is None:
        return None
    said = {name: str(value) for name, value in given.items()}
    if isinstance(place, Path):
        place = Path(said["folder"]).expanduser()
    return NewBook(said["office"], said["tier"], said["code"], place)


def nothing_known() -> Lookups:
    """Lookups for a form before any casebook is open."""
    return Lookups(Clock().today, lambda _kind, _typed: [], lambda _kind, _uid: "")
