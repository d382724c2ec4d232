"""What an office does by the calendar: duties met, visits planned, meetings, drives, inspections.

Duties themselves are rules (`models.duties`); what is owed is reckoned and never stored. Of an
inspection or a drive, what was found is registered as issues, which are closed as all issues are.
"""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged, refers


class RhythmEntry(Logged):
    """A duty that was met: which, for which day, by which unit, when and by whom.

    What visits, meetings and bulletins meet by themselves has no entry.
    """

    __tablename__ = "rhythm_entry"

    duty: Mapped[str | None]
    owed_on: Mapped[date | None] = mapped_column(index=True)
    organization: Mapped[str | None] = refers("organization")
    done_on: Mapped[date | None]
    by: Mapped[str | None]
    text: Mapped[str | None]
    note: Mapped[str | None]


class PlannedVisit(Logged):
    """走访计划: a visit that is planned, for whom, by whom, on which day, and why then."""

    __tablename__ = "planned_visit"

    subject: Mapped[str | None] = refers("subject")
    leader: Mapped[str | None] = refers("person")
    planned_on: Mapped[date | None] = mapped_column(index=True)
    reason: Mapped[str | None]
    note: Mapped[str | None]


class Meeting(Logged):
    """会议: 季调度, 单月会商, 双月研判, 政企银保 and others, with its minutes."""

    __tablename__ = "meeting"

    number: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str | None]
    title: Mapped[str | None]
    held_on: Mapped[date | None] = mapped_column(index=True)
    place: Mapped[str | None]
    chair: Mapped[str | None] = refers("person", index=False)
    attendants: Mapped[str | None]
    minutes: Mapped[str | None]
    note: Mapped[str | None]


class MeetingItem(Logged):
    """议题: one matter of a meeting; what was decided on an issue becomes its measure."""

    __tablename__ = "meeting_item"

    meeting: Mapped[str | None] = refers("meeting")
    position: Mapped[int | None]
    issue: Mapped[str | None] = refers("issue")
    matter: Mapped[str | None]
    decision: Mapped[str | None]
    measure: Mapped[str | None] = refers("step", index=False)


class Campaign(Logged):
    """问题大排查: a drive in which lead units look for the problems of their subjects."""

    __tablename__ = "campaign"

    number: Mapped[str | None] = mapped_column(index=True)
    title: Mapped[str | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    plan: Mapped[str | None]
    note: Mapped[str | None]


class CampaignUnit(Logged):
    """One unit of a drive: whom it looks at, how, until when, and when it had reported."""

    __tablename__ = "campaign_unit"

    campaign: Mapped[str | None] = refers("campaign")
    position: Mapped[int | None]
    organization: Mapped[str | None] = refers("organization")
    scope: Mapped[str | None]
    plan: Mapped[str | None]
    due_on: Mapped[date | None]
    reported_on: Mapped[date | None]


class Inspection(Logged):
    """督查: 联合, 实地, 抽样, 跟踪, 暗访. `drawn` of `drawn_from` were drawn by `seed`."""

    __tablename__ = "inspection"

    number: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str | None]
    title: Mapped[str | None]
    held_on: Mapped[date | None] = mapped_column(index=True)
    unit: Mapped[str | None] = refers("organization", index=False)
    inspectors: Mapped[str | None]
    drawn: Mapped[int | None]
    drawn_from: Mapped[int | None]
    seed: Mapped[str | None]
    note: Mapped[str | None]


class InspectionItem(Logged):
    """What was looked at: a subject or an issue, what was found, and the issue made of it."""

    __tablename__ = "inspection_item"

    inspection: Mapped[str | None] = refers("inspection")
    position: Mapped[int | None]
    subject: Mapped[str | None] = refers("subject")
    issue: Mapped[str | None] = refers("issue")
    finding: Mapped[str | None]
    raised: Mapped[str | None] = refers("issue")
