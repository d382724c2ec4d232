"""工作简报: a month drafted from its figures in sentences that an office would write.

A section is a heading and points, a point a subheading and sentences. What has nothing to say is
left out and the numerals close up; a section of one point carries no subheading.
"""

from desk.bulletins import deeds, shortfalls
from desk.bulletins.sections import Section, numbered
from desk.bulletins.wording import Teller, joined, led
from reports.view import Passage

LOOKS_BACK = ("chart:six_months",)
_WORK = ("visits", "issues_collected", "issues_closed")


def title(teller: Teller) -> str:
    """The title (标题) of the month's bulletin."""
    return f"{teller.region}{teller.month_name}包联帮扶工作情况"


def passages(teller: Teller) -> tuple[Passage, ...]:
    """The text of the month, its figures as live fields."""
    sections = (
        Section("包联走访情况", (deeds.assigned(teller), deeds.visited(teller))),
        Section(
            "问题办理情况",
            (deeds.collected(teller), deeds.handled(teller), deeds.followed_up(teller)),
            *_shown(teller),
        ),
        Section("办理实例", deeds.examples_of(teller)),
        Section(
            "存在的问题",
            (
                shortfalls.overdue(teller),
                shortfalls.beyond_us(teller),
                shortfalls.reworked(teller),
                shortfalls.gaps(teller),
            ),
        ),
        Section("下步工作", shortfalls.next_tasks(teller)),
    )
    return (Passage(_opening(teller)), *numbered(teller, sections))


def _shown(teller: Teller) -> tuple[tuple[str, ...], str]:
    """The main figures and their course, in a month in which something was done."""
    if not any(map(teller.has, _WORK)):
        return (), ""
    return ("table:main_figures", *LOOKS_BACK), "当月主要指标和近期办理情况如下。"


def _opening(teller: Teller) -> str:
    """What the month was about, its main figures, and the turn to the sections."""
    lead = f"{teller.month_name}，{teller.region}"
    figures = joined(
        teller.say("走访#次", "visits"),
        teller.say("收集问题#件", "issues_collected"),
        teller.say("销号#件", "issues_closed"),
    )
    turn = "现将有关情况通报如下："
    if teller.has("visits"):
        begun = (
            f"{lead}各包联领导、包联单位围绕“双创双服”工作部署，按照“三问、三带、四帮”的要求"
            "深入企业和项目一线，摸实情、解难题、促发展。"
        )
        return f"{begun}{led('当月', figures, '。')}{turn}"
    if figures:
        return f"{lead}各牵头单位、责任单位集中力量抓问题办理，{led('当月', figures, '。')}{turn}"
    if teller.has("subjects_assigned"):
        kept = teller.has("issues_open")
        doing = (
            "继续跟踪前期收集的问题，梳理工作中的短板" if kept else "逐户落实包联责任，做好走访准备"
        )
        return f"{lead}{doing}。{turn}"
    return (
        f"{lead}“双创双服”包联帮扶工作处于筹备阶段，重点是摸清帮扶对象底数、确定包联责任。"
        "现将有关安排通报如下："
    )
