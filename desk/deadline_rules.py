"""The office's own deadline rules (时限规则): a version is added or ended, never changed.

A rule that is changed has a new version from a day on; issues keep the one that they began under.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.own_rules import Shelf, end_version, keep, place
from desk.rules import DEADLINE, rulebook, shipped_rules
from models.deadlines import STAGES, DeadlineRule, Term

LONGEST = 3650
"""The most that a term may count, in days or months."""
NEEDED = "ordinary"
"""The stage that every rule gives a term: what an ordinary matter has."""


@dataclass(frozen=True)
class Draft:
    """A version of a rule as a person writes it; an empty `key` begins a new rule.

    `terms` holds a term for each stage (`deadlines.STAGES`) that has one.
    """

    label: str
    terms: Mapping[str, Term]
    valid_from: date
    source: str = ""
    key: str = ""


def rules_on(connection: Connection, day: date) -> list[DeadlineRule]:
    """The rules under which an issue may begin on a day, the office's own choice first."""
    book = rulebook(connection)
    return sorted(book.valid(day), key=lambda rule: rule.key != book.default)


def is_shipped(rule: DeadlineRule) -> bool:
    """Whether this version comes with the program."""
    return rule in shipped_rules()


def add_version(book: Book, draft: Draft, actor: str) -> str:
    """Keep a version of a rule from a day on; the one before it ends the day before.

    Returns its reference. Raises `Refused` for what is no rule.
    """
    with book.change(f"时限规则“{draft.label.strip()}”", actor) as session:
        rule = _rule(draft, *place(_shelf(session), draft))
        keep(session, DEADLINE, rule, {"terms": rule.terms})
    return rule.reference


def end(book: Book, reference: str, last: date, actor: str) -> None:
    """End a version of the office's own: the last day on which issues begin under it.

    Raises `Refused` for a shipped one, for the rule that the office works by, and for a day before
    its first.
    """
    with book.change("停用时限规则", actor) as session:
        rule = rulebook(session.connection()).rule(reference)
        end_version(session, _shelf(session), rule, last)


def _shelf(session: Writer) -> Shelf:
    book = rulebook(session.connection())
    return Shelf(DEADLINE, "时限规则", "规则", tuple(book.rules.values()), book.default)


def _check(draft: Draft) -> None:
    if NEEDED not in draft.terms:
        raise Refused(f"请填写“{STAGES[NEEDED]}”的时限；其余各环节可以不填。")
    for stage, term in draft.terms.items():
        if not 1 <= term.count <= LONGEST:
            raise Refused(f"“{STAGES[stage]}”要填 1 到 {LONGEST} 之间的整数。")


def _rule(draft: Draft, key: str, version: int) -> DeadlineRule:
    _check(draft)
    return DeadlineRule(
        key=key,
        version=version,
        label=draft.label.strip(),
        terms=dict(draft.terms),
        source=draft.source.strip(),
        valid_from=draft.valid_from,
    )
