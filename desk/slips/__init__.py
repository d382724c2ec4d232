"""单据: the forms about one record and the lists of many, in tables for window and command line.

A new one is a function from a view to a document, and a row here.
"""

from typing import Any

from desk import picking, printing
from desk.coverage import DIVISIONS
from desk.printable import Example, Printable, Told, one_blank, print_command
from desk.slips import batches, requests, rosters, views
from reports import batch_slip, issue_slips, request_slips, visit_slip
from reports import rosters as roster_paper
from reports.batch_slip import BatchSlip
from reports.request_slips import RequestSlip
from reports.slipview import IssueSlip, VisitSlip

SLIPS: tuple[Printable[Any], ...] = (
    Printable(
        "visit",
        visit_slip.TITLE,
        "visits",
        views.visit,
        visit_slip.document,
        Told(
            "走访人员：走访前带空白表，走访后打印归档",
            "走访 → 右边“打印”；选中几次走访可以一次打印",
            print_command("visits", "visit"),
        ),
        one_blank("visit", visit_slip.TITLE, VisitSlip()),
        (Example(picking.visit),),
    ),
    Printable(
        "dispatch",
        issue_slips.DISPATCH,
        "issues",
        views.issue,
        issue_slips.dispatch,
        Told(
            "包联办：把问题交给牵头单位，回执由牵头单位签收",
            "问题台账 → 右边“打印”；选中几条问题可以一次打印",
            print_command("issues", "dispatch"),
        ),
        one_blank("dispatch", issue_slips.DISPATCH, IssueSlip()),
        (Example(picking.dispatched),),
    ),
    Printable(
        "dispatch-batch",
        batch_slip.TITLE,
        "issues",
        batches.batch,
        batch_slip.document,
        Told(
            "包联办：一次交办的几个问题，每个牵头单位一张",
            "问题台账 → 选中几条交办 → 右边“打印”；一个牵头单位一张，一次打印",
            print_command("issues", "dispatch-batch"),
        ),
        one_blank("dispatch-batch", batch_slip.TITLE, BatchSlip()),
        (Example(picking.dispatched),),
        once=batches.one_each,
    ),
    Printable(
        "follow-up",
        issue_slips.FOLLOW_UP,
        "issues",
        views.follow_up,
        issue_slips.follow_up,
        Told(
            "回访人员：问题办结后问企业满不满意",
            "问题台账 → 右边“打印”；选中几条问题可以一次打印",
            print_command("issues", "follow-up"),
        ),
        one_blank("follow-up", issue_slips.FOLLOW_UP, IssueSlip()),
        (Example(picking.followed_up),),
    ),
    Printable(
        "closing",
        issue_slips.CLOSING,
        "issues",
        views.issue,
        issue_slips.closing,
        Told(
            "包联办和分管领导：逐关核对以后批准销号",
            "问题台账 → 右边“打印”；选中几条问题可以一次打印",
            print_command("issues", "closing"),
        ),
        one_blank("closing", issue_slips.CLOSING, IssueSlip()),
        (Example(picking.closed),),
    ),
)

_PLACE = "问题台账 → 右边“打印”；选中几条问题可以一次打印"
#: What is asked for of an issue, and decided.
REQUESTS: tuple[Printable[Any], ...] = (
    Printable(
        "extension",
        request_slips.EXTENSION,
        "issues",
        requests.extension,
        request_slips.extension,
        Told(
            "牵头单位申请，包联办或领导审批：时限要改到哪一天、为什么",
            _PLACE,
            print_command("issues", "extension"),
        ),
        one_blank("extension", request_slips.EXTENSION, RequestSlip()),
        (Example(picking.extended),),
    ),
    Printable(
        "escalation",
        request_slips.ESCALATION,
        "issues",
        requests.escalation,
        request_slips.escalation,
        Told(
            "包联办：本级解决不了的，报上一级协调",
            _PLACE,
            print_command("issues", "escalation"),
        ),
        one_blank("escalation", request_slips.ESCALATION, RequestSlip()),
        (Example(picking.escalated),),
    ),
)

#: Lists over many records; what is written is what divides them, or a month.
ROSTERS: tuple[Printable[Any], ...] = (
    Printable(
        "assignments",
        rosters.ASSIGNMENTS,
        "assignments",
        rosters.assignments,
        roster_paper.document,
        Told(
            "包联办：谁包联谁，报领导、发各单位",
            "帮扶对象 → 名单上方“打印”",
            print_command("assignments", "assignments", "|".join(DIVISIONS)),
        ),
        one_blank("assignments", rosters.ASSIGNMENTS, rosters.blank_assignments()),
        tuple(
            Example(picking.always(name), name, f"按{called}")
            for name, (called, _) in DIVISIONS.items()
        ),
        printing.LEDGER_SUFFIXES,
    ),
    Printable(
        "visit-plan",
        rosters.VISITS,
        "visits",
        rosters.visits,
        roster_paper.document,
        Told(
            "包联办和各包联单位：月初排计划，月底看完成",
            "走访 → 名单上方“打印”",
            print_command("visits", "visit-plan", "月份"),
        ),
        one_blank("visit-plan", rosters.VISITS, rosters.blank_visits()),
        (Example(picking.month_of_visits),),
        printing.LEDGER_SUFFIXES,
    ),
)

#: The form that is taken along on a visit, with what is known of whom it goes to.
VISIT_BEFOREHAND: Printable[VisitSlip] = Printable(
    "blank-visit",
    f"预填{visit_slip.TITLE}",
    "subjects",
    views.visit_beforehand,
    visit_slip.document,
    Told(
        "走访人员：带去走访，企业情况和包联责任已经填好",
        "帮扶对象 → 右边“走访记录表…”；选中几个对象可以一次打印",
        print_command("subjects", "blank-visit", "代码"),
    ),
    examples=(Example(picking.subject),),
)


def slips_of(kind: str) -> tuple[Printable[Any], ...]:
    """The slips about records of a kind."""
    return tuple(slip for slip in (*SLIPS, *REQUESTS) if slip.kind == kind)


def roster_of(kind: str) -> Printable[Any]:
    """The list over all records of a kind."""
    return next(roster for roster in ROSTERS if roster.kind == kind)
