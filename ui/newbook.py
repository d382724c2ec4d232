"""What a new casebook begins with; of one in a database, asked in one form."""

from dataclasses import dataclass
from pathlib import Path

from desk.beginning import Beginning
from desk.book.place import Address, Place
from desk.clock import Clock
from models.fields import Field, Type
from ui.ask import Ask
from ui.asking import Question
from ui.forms import Form, Lookups
from ui.remembering import fill_remembered
from ui.settings import Settings

DRAFT = "new-book"
"""Under which is remembered what was typed, until the casebook is made."""
_CODE_HELP = "编号的开头，全办公室共用，如：渤新"
FIELDS = (
    Field("office", "单位名称", required=True, help="如：渤海新区双创双服办公室"),
    Field("tier", "层级", Type.CHOICE, choices="tiers", required=True),
    Field("code", "本办代码", required=True, help=_CODE_HELP),
)


@dataclass(frozen=True)
class NewBook:
    """What a new casebook begins with, where it shall lie, and the list to take in first."""

    place: Place
    beginning: Beginning
    listed: Path | None = None


def ask_for(ask: Ask, settings: Settings, address: Address) -> NewBook | None:
    """Ask what a casebook in a database begins with; None if waved away."""
    form = Form(FIELDS, nothing_known())
    form.set_values({"tier": "县"})
    given = fill_remembered(ask, settings, Question("新建台账", "新建", DRAFT), form)
    if given is None:
        return None
    said = {name: str(value) for name, value in given.items()}
    return NewBook(address, Beginning(said["office"], said["tier"], said["code"]))


def nothing_known() -> Lookups:
    """Lookups for a form before any casebook is open."""
    return Lookups(Clock().today, lambda _kind, _typed: [], lambda _kind, _uid: "")
