"""The documents of meetings, drives and model cases, as rows of the table of documents."""

from typing import Any

from desk import campaign_paper, lessons, printing
from desk.meetings import paper
from desk.printable import Example, Printable, Told, one_blank, print_command
from reports import campaign, meeting, model_case
from reports import rosters as roster_paper
from reports.meetingview import MeetingView, PlanView
from reports.slipview import IssueSlip

MEETING_PAPERS: tuple[Printable[MeetingView], ...] = (
    Printable(
        "meeting-agenda",
        meeting.AGENDA,
        "meetings",
        paper.view,
        meeting.agenda,
        Told(
            "包联办：会前发给参加会议的单位和领导",
            "会议 → 右边“打印”",
            print_command("meetings", "meeting-agenda"),
        ),
        one_blank("meeting-agenda", meeting.AGENDA, MeetingView()),
        (Example(paper.latest),),
    ),
    Printable(
        "meeting-minutes",
        meeting.MINUTES,
        "meetings",
        paper.view,
        meeting.minutes,
        Told(
            "包联办：会后发给各责任单位，按单位列明决定和时限",
            "会议 → 右边“打印”",
            print_command("meetings", "meeting-minutes"),
        ),
        one_blank("meeting-minutes", meeting.MINUTES, MeetingView()),
        (Example(paper.latest),),
    ),
)
CAMPAIGN_PAPERS: tuple[Printable[Any], ...] = (
    Printable(
        "campaign-plan",
        campaign.PLAN,
        "campaigns",
        campaign_paper.plan,
        campaign.plan,
        Told(
            "包联办：大排查开始前发给各排查单位",
            "问题大排查 → 右边“打印”",
            print_command("campaigns", "campaign-plan"),
        ),
        one_blank("campaign-plan", campaign.PLAN, PlanView()),
        (Example(campaign_paper.latest),),
    ),
    Printable(
        "campaign-standing",
        campaign.STANDING,
        "campaigns",
        campaign_paper.situation,
        roster_paper.document,
        Told(
            "包联办：谁上报了、发现多少问题、还有多少没销号",
            "问题大排查 → 右边“打印”",
            print_command("campaigns", "campaign-standing"),
        ),
        one_blank("campaign-standing", campaign.STANDING, campaign_paper.blank_standing()),
        (Example(campaign_paper.latest),),
        printing.LEDGER_SUFFIXES,
    ),
)
MODEL_CASE: Printable[IssueSlip] = Printable(
    "model-case",
    model_case.MODEL_CASE,
    "issues",
    lessons.view,
    model_case.document,
    Told(
        "包联办：推荐给别的单位，附在简报后面",
        "问题台账 → 典型案例 → 右边“更多” → “打印典型案例…”",
        print_command("issues", "model-case"),
    ),
    one_blank("model-case", model_case.MODEL_CASE, IssueSlip()),
    (Example(lessons.latest),),
)
