"""The office's own deadline rules (时限规则): a version is added or ended, never changed.

A rule that is changed has a new version from a day on; issues keep the one that they began under.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.rules import DEADLINE, rulebook, shipped_rules
from models.deadlines import STAGES, DeadlineRule, Rulebook, Term
from models.tables import OwnRule

LONGEST = 3650
"""The most that a term may count, in days or months."""
NEEDED = "ordinary"
"""The stage that every rule gives a term: what an ordinary matter has."""
_OWN = "own-"


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
    _check(draft)
    with book.change(f"时限规则“{draft.label.strip()}”", actor) as session:
        known = rulebook(session.connection())
        _check_place(draft, known)
        key = draft.key or _new_key(known)
        versions = [rule for rule in known.rules.values() if rule.key == key]
        _end_before(session, key, draft.valid_from)
        rule = _rule(draft, key, max((rule.version for rule in versions), default=0) + 1)
        session.create(OwnRule, **_row(rule))
    return rule.reference


def end(book: Book, reference: str, last: date, actor: str) -> None:
    """End a version of the office's own: the last day on which issues begin under it.

    Raises `Refused` for a shipped one, for the rule that the office works by, and for a day before
    its first.
    """
    with book.change("停用时限规则", actor) as session:
        known = rulebook(session.connection())
        rule = known.rule(reference)
        row = _own_row(session, rule)
        if row is None:
            raise Refused("随程序的时限规则不能停用；不用它的，请另选办公室所用的规则。")
        if rule.key == known.default:
            raise Refused(f"办公室正按“{rule.label}”办理；请先另选办公室所用的规则，再停用它。")
        if row.valid_from and last < row.valid_from:
            raise Refused(f"停用日期不能早于启用日期（{row.valid_from}）；请改填。")
        row.valid_to = last


def _check(draft: Draft) -> None:
    if not draft.label.strip():
        raise Refused("请填写规则名称。")
    if NEEDED not in draft.terms:
        raise Refused(f"请填写“{STAGES[NEEDED]}”的时限；其余各环节可以不填。")
    for stage, term in draft.terms.items():
        if not 1 <= term.count <= LONGEST:
            raise Refused(f"“{STAGES[stage]}”要填 1 到 {LONGEST} 之间的整数。")


def _check_place(draft: Draft, known: Rulebook) -> None:
    """A new version begins after the last; no two rules are called alike."""
    for rule in known.rules.values():
        if rule.key != draft.key and rule.label == draft.label.strip():
            raise Refused(f"已有叫“{rule.label}”的规则；请换一个名称，或修改那一条。")
        begun = rule.valid_from if rule.key == draft.key else None
        if begun and draft.valid_from <= begun:
            raise Refused(f"新版本的启用日期要晚于上一版（{begun}）；请改填。")


def _new_key(known: Rulebook) -> str:
    taken = {rule.key for rule in known.rules.values()}
    number = 1
    while f"{_OWN}{number}" in taken:
        number += 1
    return f"{_OWN}{number}"


def _end_before(session: Writer, key: str, first: date) -> None:
    asked = select(OwnRule).where(OwnRule.kind == DEADLINE, OwnRule.key == key)
    for row in session.scalars(asked):
        if row.valid_to is None or row.valid_to >= first:
            row.valid_to = first - timedelta(days=1)


def _rule(draft: Draft, key: str, version: int) -> DeadlineRule:
    return DeadlineRule(
        key=key,
        version=version,
        label=draft.label.strip(),
        terms=dict(draft.terms),
        source=draft.source.strip(),
        valid_from=draft.valid_from,
    )


def _row(rule: DeadlineRule) -> dict[str, object]:
    names = ("key", "version", "label", "source", "valid_from")
    body = msgspec.json.encode({"terms": rule.terms}).decode()
    return {"kind": DEADLINE, "body": body, **{name: getattr(rule, name) for name in names}}


def _own_row(session: Writer, rule: DeadlineRule) -> OwnRule | None:
    asked = select(OwnRule).where(
        OwnRule.kind == DEADLINE, OwnRule.key == rule.key, OwnRule.version == rule.version
    )
    return session.scalars(asked).first()
