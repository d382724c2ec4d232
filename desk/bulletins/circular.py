"""情况通报: how far the units have come, ranked (排队通报), and what is asked of them."""

from desk.bulletins import deeds, examples, shortfalls
from desk.bulletins.sections import Section, numbered
from desk.bulletins.wording import Cut, Point, Teller, about, joined, led, listed, sentence
from reports.view import Passage

_MANY = Cut(most=5)
_ASKED = (
    "各包联单位、牵头单位要对照通报查找差距，排名靠后的单位要说明原因、提出措施，"
    "在下次通报前见到成效。"
)


def title(teller: Teller) -> str:
    """The title of the month's circular."""
    return f"关于{teller.month_name}包联帮扶工作进展情况的通报"


def passages(teller: Teller) -> tuple[Passage, ...]:
    """The text of the month, its figures as live fields, the rankings as live tables."""
    sections = (
        Section("总体情况", (_visits(teller), _issues(teller)), ("table:main_figures",)),
        Section("走访情况排名", (_visiting(teller),), ("table:visiting_units",)),
        Section("问题办理排名", (_handling(teller),), ("table:lead_units",)),
        Section("突出问题", (shortfalls.overdue(teller), _unvisited(teller), _stuck(teller))),
        Section("工作要求", _tasks(teller)),
    )
    return (Passage(_opening(teller)), *numbered(teller, sections))


def _opening(teller: Teller) -> str:
    if teller.has("subjects_assigned") or teller.has("issues_collected", to_date=True):
        return (
            f"现将{teller.region}{teller.month_name}“双创双服”包联帮扶工作进展情况"
            f"（{teller.as_of}）通报如下："
        )
    return (
        f"{teller.as_of}，{teller.region}“双创双服”包联帮扶工作处于筹备阶段，"
        "尚无走访和问题办理情况。现将有关要求通报如下："
    )


def _visits(teller: Teller) -> Point:
    reached = teller.say("已走访包联对象#个", "assigned_subjects_visited")
    told = sentence(
        teller.say("当月走访#次", "visits"),
        teller.compared("visits", "次"),
        reached,
        teller.say("走访覆盖率#%", "coverage_rate"),
    )
    return Point("走访服务", (deeds.assigned(teller).sentences[0], told))


def _issues(teller: Teller) -> Point:
    acts = listed(
        teller.say("收集问题#件", "issues_collected"),
        teller.say("交办#件", "issues_dispatched"),
        teller.say("销号#件", "issues_closed"),
    )
    so_far = joined(
        teller.so_far("累计收集问题#件", "issues_collected"),
        teller.so_far("累计销号#件", "issues_closed"),
        teller.say("销号率#%", "closing_rate", to_date=True),
        teller.say("按期办结率#%", "on_time_rate", to_date=True),
        teller.say("满意率#%", "satisfaction_rate", to_date=True),
    )
    left = listed(
        teller.say("未销号问题#件", "issues_open"), teller.say("其中超期#件", "issues_overdue")
    )
    return Point(
        "问题办理",
        (
            sentence(led("当月", acts)),
            sentence(led(f"{teller.as_of}，", so_far)),
            sentence(left.replace("、", "，")),
        ),
    )


def _visiting(teller: Teller) -> Point:
    """What stands before the ranking of visits."""
    if not teller.has("visits", to_date=True):
        return Point("", ())
    if not teller.has("visits"):
        return Point("", (f"{teller.month_name}没有走访记录，各包联单位排名如下。",))
    told = teller.say(f"{teller.region}当月走访覆盖率为#%", "coverage_rate")
    return Point("", (sentence(told, "各包联单位排名如下"),))


def _handling(teller: Teller) -> Point:
    """What stands before the ranking of closing."""
    if not teller.has("issues_collected", to_date=True):
        return Point("", ())
    told = teller.say(f"{teller.region}累计销号率为#%", "closing_rate", to_date=True)
    return Point("", (sentence(told, "各牵头单位排名如下"),))


def _unvisited(teller: Teller) -> Point:
    """Assigned subjects that nobody visited, by unit."""
    if not teller.has("visits", to_date=True):
        return Point("", ())
    units = teller.parts("assigned_subjects_unvisited", "unit", "{0}（{1}个）", _MANY)
    more = len(teller.now.parts("assigned_subjects_unvisited", "unit")) > len(units)
    told = teller.say("当月未走访的包联对象#个", "assigned_subjects_unvisited")
    return Point(
        "部分包联对象当月没有走访", (about(told, led("涉及", listed(*units), "等" * more)),)
    )


def _stuck(teller: Teller) -> Point:
    """What was done again, and what is kept waiting."""
    back = teller.say("退回重新办理、尚未销号的问题#件", "issues_reworked")
    waiting = teller.say("尚未交办的问题#件", "issues_undispatched")
    return Point(
        "有的问题办理不够扎实",
        (
            about(back, examples.named(teller, "issues_reworked")),
            about(waiting, examples.named(teller, "issues_undispatched"), "要抓紧明确牵头单位"),
        ),
    )


def _tasks(teller: Teller) -> tuple[Point, ...]:
    """What is asked of the units; where nothing is begun, that it begin."""
    compare = Point("对照排名找差距", (_ASKED,) if _has_ranking(teller) else ())
    return (compare, *shortfalls.next_tasks(teller))


def _has_ranking(teller: Teller) -> bool:
    return any(teller.has(name, to_date=True) for name in ("visits", "issues_collected"))
