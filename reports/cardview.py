"""A card (反馈卡) as it is printed, blank or filled: frozen values, without a session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.checking import Value
from models.forms import Form
from reports.view import OF_NO_DAY

PHONE = "联系电话"
"""What the telephone of who filled the card in is called on it, where it stands behind the name."""


@dataclass(frozen=True)
class CardSubject:
    """Who the card is about, and who answers for it; a blank card knows nothing of it."""

    code: str = ""
    name: str = ""
    kind: str = ""
    park: str = ""
    leader: str = ""
    unit: str = ""
    responsible: str = ""
    liaison: str = ""
    team: str = ""


@dataclass(frozen=True)
class CardIssue:
    """A problem on the card; `number`, `state`, `lead_unit` once it is an issue of the ledger.

    Category and state are as people read them; `state` is the label of where it stands today.
    """

    title: str
    detail: str = ""
    category: str = ""
    number: str = ""
    state: str = ""
    lead_unit: str = ""


@dataclass(frozen=True)
class CardView:
    """One card.

    `answers` holds checked values by the key of the question: texts, numbers, dates, a tuple
    where several options were chosen. `period` is a month as YYYY-MM. A `blank` card shows every
    section with a hint of whom it is for, also where some answers are filled in beforehand; else
    only what is asked of who answered so (`Form.asked`) is shown.
    """

    form: Form
    office: str
    subject: CardSubject = CardSubject()
    blank: bool = False
    number: str = ""
    period: str = ""
    filled_on: date | None = None
    filled_by: str = ""
    phone: str = ""
    answers: Mapping[str, Value] = field(default_factory=dict)
    issues: tuple[CardIssue, ...] = ()

    @property
    def dated(self) -> date:
        """What the metadata of its files say instead of the time of writing."""
        return self.filled_on or OF_NO_DAY
