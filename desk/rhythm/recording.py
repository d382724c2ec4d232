"""例行工作登记: what was reported or done for a duty, with its files, as one change."""

from collections.abc import Mapping, Sequence
from typing import Any

from desk.attachments import HandedIn, keep_all
from desk.book.casebook import Book
from desk.records import create
from desk.rhythm.owing import Debt
from models.fields import KINDS
from models.tables import RhythmEntry

FILLED = ("text", "done_on", "by", "note")
"""What a person fills in; the rest is known of the debt."""


def record(
    book: Book, debt: Debt, values: Mapping[str, Any], files: Sequence[HandedIn], actor: str
) -> str:
    """Write down that a debt is met; returns the entry's uid.

    Raises `Refused` as the form does, and for an empty or huge file.
    """
    known = {"duty": debt.duty.key, "owed_on": debt.turn.day, "organization": debt.owner.uid}
    title = "、".join(filter(None, (debt.duty.label, debt.owner.what)))
    with book.change(f"登记{title} {debt.turn.owed_on}", actor) as session:
        made = create(session, KINDS["entries"], {**known, **values})
        keep_all(session, book.store, (RhythmEntry.__tablename__, made.uid), files)
    return made.uid
