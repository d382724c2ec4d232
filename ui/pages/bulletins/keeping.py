"""Half-written bulletins on this computer, and written ones in the casebook."""

from desk import bulletins
from desk.bulletins import Draft
from desk.bulletins.kinds import BRIEFING, KINDS, Edition
from desk.drafts import Drafts
from desk.errors import Conflict, Refused, Trouble
from models.calendar import Month
from ui.workspace import Workspace

_BRIEFING, _OTHERS, _ISSUING = "bulletin-", "edition-", "issuing-"


def draft_name(edition: Edition) -> str:
    """The name under which an edition is kept while it is written: briefings by month alone."""
    if edition.kind == BRIEFING:
        return f"{_BRIEFING}{edition.month}"
    return f"{_OTHERS}{edition}"


def issuing_name(edition: Edition) -> str:
    """The name under which is kept what was typed to issue an edition."""
    return f"{_ISSUING}{edition}"


def half_written(drafts: Drafts) -> list[Edition]:
    """The editions of which something half written is kept, the newest writing first."""
    found = (_named(draft.form) for draft in drafts.all())
    return [edition for edition in found if edition is not None]


def _named(name: str) -> Edition | None:
    if name.startswith(_BRIEFING):
        return Edition(BRIEFING, Month.parse(name.removeprefix(_BRIEFING)))
    kind, _, month = name.removeprefix(_OTHERS).removeprefix(_ISSUING).partition("-")
    return Edition(kind, Month.parse(month)) if kind in KINDS else None


def edition_called(written: str, kind: str) -> Edition:
    """`circular-2018-07`, or a month alone, which means that of the kind given."""
    found = next((one for one in KINDS if written.startswith(f"{one}-")), None)
    month = written.removeprefix(f"{found}-") if found else written
    return Edition(found or kind, Month.parse(month))


def keep(workspace: Workspace, draft: Draft, seen: Draft) -> bool:
    """Save a draft; where a colleague changed the same, the person chooses. Whether it is saved."""
    try:
        bulletins.save_draft(workspace.book, draft, workspace.actor, seen)
    except Conflict as conflict:
        theirs = workspace.ask.settle(conflict)
        if theirs is None:
            return False
        known = {clash.name: clash.value for clash in conflict.clashes}
        kept = {name: value for name, value in known.items() if name in theirs}
        return keep(workspace, bulletins.settled(draft, kept), bulletins.settled(seen, known))
    except (Refused, Trouble) as error:
        workspace.ask.warn(error.sentence)
        return False
    return True
