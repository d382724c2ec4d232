"""问题: one problem of one subject, and the steps of its life."""

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import STRICT, Logged, cached, refers


class Issue(Logged):
    """问题: one problem or request of one subject.

    `head` is the 共性问题 that it belongs to, `campaign` the drive that found it, `lesson` what
    others can learn of it: an issue with one is a 典型案例. The lower half is a cache folded from
    the steps (`models.workflow.fold`), kept so that lists can sort and filter; it is rebuilt by
    `desk.derived` and is never logged.
    """

    __tablename__ = "issue"
    #: What lists count and order by: they read the index alone.
    __table_args__ = (
        Index(
            "ix_issue_standing",
            *("state", "due_on", "verified_on", "resolved_on", "closed_on"),
            *("answered", "satisfaction"),
        ),
        Index("ix_issue_owed", "owed", "owed_on"),
        STRICT,
    )

    number: Mapped[str | None] = mapped_column(index=True)
    subject: Mapped[str | None] = refers("subject")
    visit: Mapped[str | None] = refers("visit")
    card: Mapped[str | None] = refers("card")
    title: Mapped[str | None]
    detail: Mapped[str | None]
    category: Mapped[str | None]
    source: Mapped[str | None]
    raised_by: Mapped[str | None]
    registered_on: Mapped[date | None] = mapped_column(index=True)
    note: Mapped[str | None]
    head: Mapped[str | None] = refers("common_problem")
    campaign: Mapped[str | None] = refers("campaign")
    lesson: Mapped[str | None]

    state: Mapped[str | None] = cached()
    lead_unit: Mapped[str | None] = refers("organization", cached=True)
    responsible: Mapped[str | None] = refers("person", index=False, cached=True)
    dispatched_on: Mapped[date | None] = cached()
    due_on: Mapped[date | None] = cached(index=True)
    first_due_on: Mapped[date | None] = cached()
    result: Mapped[str | None] = cached()
    outcome: Mapped[str | None] = cached()
    resolved_on: Mapped[date | None] = cached()
    verified_on: Mapped[date | None] = cached()
    satisfaction: Mapped[str | None] = cached()
    answered: Mapped[int | None] = cached()
    followed_up_on: Mapped[date | None] = cached()
    closed_on: Mapped[date | None] = cached()
    settled_on: Mapped[date | None] = cached()
    round: Mapped[int | None] = cached()
    override: Mapped[str | None] = cached()
    rule: Mapped[str | None] = cached()
    grade: Mapped[str | None] = cached()
    reckoned: Mapped[str | None] = cached()
    extended: Mapped[int | None] = cached()
    supervised: Mapped[str | None] = cached()
    owed: Mapped[str | None] = cached()
    owed_on: Mapped[date | None] = cached()


class CommonProblem(Logged):
    """共性问题: the head under which the same problem of many subjects is handled once."""

    __tablename__ = "common_problem"

    number: Mapped[str | None] = mapped_column(index=True)
    title: Mapped[str | None]
    detail: Mapped[str | None]
    category: Mapped[str | None]
    opened_on: Mapped[date | None]
    note: Mapped[str | None]


class Step(Logged):
    """One step of an issue's life. Never edited; undo withdraws it by a delete.

    `after` is the step that stood last when this one was taken, so that a step on which others
    rest is not withdrawn alone. The columns below it are the parameters of `models.steps.STEPS`,
    but for `named`: 1 where `by` was named, rather than taken from who entered the step.
    """

    __tablename__ = "step"
    __table_args__ = (Index("ix_step_taken", "step", "happened_on", "issue"), STRICT)

    issue: Mapped[str | None] = refers("issue")
    step: Mapped[str | None]
    happened_on: Mapped[date | None]
    by: Mapped[str | None]
    after: Mapped[str | None] = refers("step")

    lead_unit: Mapped[str | None] = refers("organization", index=False)
    responsible: Mapped[str | None] = refers("person", index=False)
    to: Mapped[str | None] = refers("organization", index=False)
    into: Mapped[str | None] = refers("issue", index=False)
    due_on: Mapped[date | None]
    review_on: Mapped[date | None]
    measure: Mapped[int | None]
    owner: Mapped[str | None]
    text: Mapped[str | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]
    result: Mapped[str | None]
    outcome: Mapped[str | None]
    basis: Mapped[str | None]
    satisfaction: Mapped[str | None]
    override: Mapped[str | None]
    level: Mapped[str | None]
    grade: Mapped[str | None]
    rule: Mapped[str | None]
    batch: Mapped[str | None] = mapped_column(index=True)
    decision: Mapped[str | None]
    unit: Mapped[str | None] = refers("organization", index=False)
    treats_cause: Mapped[str | None]
    way: Mapped[str | None]
    asked: Mapped[str | None]
    rung: Mapped[str | None]
    number: Mapped[str | None] = mapped_column(index=True)
    named: Mapped[int | None]


class StepUnit(Logged):
    """配合单位: one co-unit named in a dispatch step."""

    __tablename__ = "step_unit"

    step: Mapped[str | None] = refers("step")
    organization: Mapped[str | None] = refers("organization")
    position: Mapped[int | None]
