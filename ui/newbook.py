"""What a new casebook begins with: office, tier, this laptop's code, and where it shall lie."""

from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True)
class NewBook:
    """What a new casebook begins with."""

    office: str
    tier: str
    code: str
    folder: Path


def ask_for(ask: Ask, folder: Path) -> NewBook | None:
    """Ask for everything that a new casebook begins with; None if waved away."""
    form = Form(FIELDS, Lookups(Clock().today, lambda _kind, _typed: [], lambda _kind, _uid: ""))
    form.set_values({"tier": "县", "folder": str(folder)})
    given = ask.fill("新建台账", form, "新建")
    if given is None:
        return None
    said = {name: str(value) for name, value in given.items()}
    return NewBook(said["office"], said["tier"], said["code"], Path(said["folder"]).expanduser())
