"""Every document that is printed, as samples to measure: blank and filled, short and long."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from reports import (
    analysis,
    batch_slip,
    bulletin,
    campaign,
    card,
    dossier,
    inspection,
    issue_slips,
    ledger,
    meeting,
    model_case,
    notice,
    request_slips,
    rosters,
    visit_slip,
)
from reports.batch_slip import BatchSlip
from reports.blocks import Document
from reports.inspection import InspectionView
from reports.meetingview import MeetingView, PlanView
from reports.notice import NoticeView
from reports.request_slips import RequestSlip
from reports.slipview import IssueSlip, VisitSlip
from tests.reports import cards, exhibits, meetings, samples, slips
from tests.reports.measures.produced import (
    FORM,
    OFFICIAL,
    UPRIGHT,
    WALL,
    WIDE,
    Kind,
    Sample,
    Sheet,
)

SHEETS: Mapping[Kind, Sheet] = MappingProxyType(
    {
        Kind.BULLETIN: OFFICIAL,
        Kind.LEDGER: WIDE,
        Kind.ROSTER: WIDE,
        Kind.CARD: FORM,
        Kind.SLIP: FORM,
        Kind.DOSSIER: UPRIGHT,
        Kind.ANALYSIS: OFFICIAL,
    }
)


def _sample(name: str, kind: Kind, draw: Callable[[Any], Document], view: object) -> Sample:
    return Sample(name, kind, SHEETS[kind], partial(draw, view))


_EXHIBITS = exhibits.edition(
    exhibits.LEAD,
    exhibits.TABLE,
    exhibits.text(31),
    exhibits.COLUMNS,
    exhibits.HEADED,
    exhibits.text(50),
    exhibits.BARS,
    exhibits.LINES,
    exhibits.text(60),
)
_CIRCULAR = replace(
    samples.CIRCULAR, passages=(*samples.PASSAGES[:3], exhibits.RANKED, *samples.PASSAGES[3:])
)
BULLETINS = tuple(
    _sample(name, Kind.BULLETIN, bulletin.document, view)
    for name, view in (
        ("bulletin", samples.BULLETIN),
        ("bulletin-long", samples.LONG),
        ("bulletin-mixed", samples.MIXED),
        ("bulletin-draft", replace(samples.BULLETIN, number=0, total_number=0, draft=True)),
        ("bulletin-short", samples.SHORT),
        ("bulletin-exhibits", _EXHIBITS),
        ("circular", _CIRCULAR),
        ("special", samples.SPECIAL),
    )
)
LISTS = (
    Sample("ledger-a3", Kind.LEDGER, WALL, partial(ledger.document, samples.ledger(40))),
    _sample("ledger-a4", Kind.LEDGER, ledger.document, samples.narrow_ledger(60)),
    _sample("ledger-merged", Kind.LEDGER, ledger.document, samples.merged_ledger(60)),
    _sample("roster", Kind.ROSTER, rosters.document, samples.roster(60)),
    _sample("roster-blank", Kind.ROSTER, rosters.document, samples.BLANK_ROSTER),
)
CARDS = tuple(
    _sample(f"card-{kind}{said}", Kind.CARD, card.document, view)
    for kind in cards.FORMS
    for said, view in (("", cards.filled(kind)), ("-blank", cards.blank(kind)))
)
SLIPS = tuple(
    _sample(f"slip-{name}{said}", Kind.SLIP, draw, view)
    for name, draw, known, blank in (
        ("visit", visit_slip.document, slips.VISIT, VisitSlip()),
        ("dispatch", issue_slips.dispatch, slips.ISSUE, IssueSlip()),
        ("follow-up", issue_slips.follow_up, slips.ISSUE, IssueSlip()),
        ("closing", issue_slips.closing, slips.ISSUE, IssueSlip()),
        ("dispatch-batch", batch_slip.document, slips.BATCH, BatchSlip()),
        ("extension", request_slips.extension, slips.REQUEST, RequestSlip()),
        ("escalation", request_slips.escalation, slips.REQUEST, RequestSlip()),
        ("meeting-agenda", meeting.agenda, meetings.MEETING, MeetingView()),
        ("meeting-minutes", meeting.minutes, meetings.MEETING, MeetingView()),
        ("campaign-plan", campaign.plan, meetings.PLAN, PlanView()),
        ("model-case", model_case.document, meetings.CASE, IssueSlip()),
        ("urge", notice.urge, replace(slips.NOTICE, level=""), NoticeView()),
        ("inspection", inspection.document, slips.INSPECTION, InspectionView()),
        ("supervise", notice.supervise, slips.NOTICE, NoticeView()),
    )
    for said, view in (("", known), ("-blank", blank))
)
DOSSIERS = (_sample("dossier", Kind.DOSSIER, dossier.document, samples.DOSSIER),)
ANALYSES = (
    _sample(
        "analysis",
        Kind.ANALYSIS,
        analysis.document,
        analysis.AnalysisView(
            office="试办双创双服工作办公室",
            as_of=date(2018, 7, 31),
            span="2018年7月",
            narrowed="属地：东园区",
            summary="收集问题18件，销号15件。",
            parts=(exhibits.COLUMNS, exhibits.TABLE, exhibits.BARS, exhibits.LINES),
        ),
    ),
)

DOCUMENTS = (*BULLETINS, *LISTS, *CARDS, *SLIPS, *DOSSIERS, *ANALYSES)
