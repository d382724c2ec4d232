"""A person sends a notice: one number, one change, a step of each of its issues."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk import numbers
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.issues import Act, take
from desk.progress import at_work
from desk.supervision.drafts import Draft, drafts
from desk.supervision.wording import SLIPS, opening
from models.ladder import SUPERVISE


@dataclass(frozen=True)
class Notice:
    """A notice that was sent: its number, to whom, of how many issues."""

    number: str
    unit: str
    issues: int


def send(
    book: Book, keys: Sequence[str], actor: str, texts: Mapping[str, str] | None = None
) -> list[Notice]:
    """Send these drafts of today, by their keys, as one change; raises `Refused` and sends none.

    `texts` holds by key what a person wrote instead of the usual words. Raises Cancelled when the
    work is asked to stop.
    """
    said = texts or {}
    with book.change(_label(book, keys), actor) as session:
        there = {one.key: one for one in drafts(session.connection(), session.today)}
        found = []
        for done, key in enumerate(keys):
            at_work().step(done, len(keys), "发催办督办")
            found.append(_send(session, book, _known(there, key), said.get(key, "")))
        return found


def _label(book: Book, keys: Sequence[str]) -> str:
    if len(keys) != 1:
        return f"发催办单、督办单 {len(keys)} 份"
    with book.read() as connection:
        there = {one.key: one for one in drafts(connection, book.clock.today())}
    one = _known(there, keys[0])
    return f"发{SLIPS[one.step]} {one.called}"


def _known(there: Mapping[str, Draft], key: str) -> Draft:
    if key not in there:
        raise Refused("这份通知已经发出，或者里面的问题已有进展；请刷新后再看。")
    return there[key]


def _send(session: Writer, book: Book, draft: Draft, text: str) -> Notice:
    number = numbers.of_notices(session, SLIPS[draft.step].removesuffix("单"), session.today.year)
    level = {"level": draft.level} if draft.step == SUPERVISE else {}
    told = text.strip() or opening(draft)
    for one in draft.issues:
        values = {"number": number, "rung": one.reached.mark, "unit": draft.unit, "text": told}
        take(session, book.store, one.number, Act(draft.step, {**level, **values}))
    return Notice(number, draft.called, len(draft.issues))
