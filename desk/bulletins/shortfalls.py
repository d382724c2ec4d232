"""What a bulletin says is wanting, and what is to be done about it next month."""

from desk.bulletins import examples
from desk.bulletins.wording import Cut, Point, Teller, about, led, listed, sentence

_MANY = Cut(most=5)
_SEVERAL_EACH = Cut(least=2)


def overdue(teller: Teller) -> Point:
    """What is late: how much, whose, and the worst by name."""
    units = teller.parts("issues_overdue", "lead_unit", "{0}（{1}件）", _MANY)
    more = len(teller.now.parts("issues_overdue", "lead_unit")) > len(units)
    pushed = listed(teller.say("催办#次", "urgings"), teller.say("督办#次", "supervisions"))
    return Point(
        "部分问题超过办理时限",
        (
            sentence(
                teller.say(f"{teller.as_of}，超期问题#件", "issues_overdue"),
                led("涉及", listed(*units), "等" * more),
            ),
            sentence(examples.overdue(teller)),
            sentence(led("办公室当月", pushed) if teller.has("issues_overdue") else ""),
        ),
    )


def beyond_us(teller: Teller) -> Point:
    """What is handed to the tier above, or cannot be solved now."""
    up = teller.say("提级问题#件", "issues_escalated")
    kept = teller.say("挂账问题#件", "issues_suspended")
    return Point(
        "有的问题本级难以独立解决",
        (
            about(up, "正等待上级答复", examples.named(teller, "issues_escalated")),
            about(kept, "条件暂不具备，定期复核", examples.named(teller, "issues_suspended")),
        ),
    )


def reworked(teller: Teller) -> Point:
    """What had to be done again and is still open."""
    told = teller.say("退回重新办理、目前尚未销号的问题#件", "issues_reworked")
    why = "反映出有的单位办理标准不高、与服务对象沟通不够"
    return Point(
        "有的问题办理质量不高", (about(told, examples.named(teller, "issues_reworked"), why),)
    )


def gaps(teller: Teller) -> Point:
    """Assigned subjects that nobody visited in the month."""
    begun = teller.has("visits", to_date=True)
    if not begun or not teller.has("assigned_subjects_unvisited"):
        return Point("", ())
    if not teller.has("visits"):
        told = "走访台账没有新的记录，“周联系、月走访”要求没有落到实处"
        return Point("走访联系出现空档", (f"{teller.month_name}，{told}。",))
    units = teller.parts("assigned_subjects_unvisited", "unit", "{0}（{1}个）", _SEVERAL_EACH)
    return Point(
        "走访联系不够均衡",
        (
            sentence(
                teller.say("当月未走访的包联对象还有#个", "assigned_subjects_unvisited"),
                led("较多的包联单位有", listed(*units) if len(units) > 1 else ""),
            ),
        ),
    )


def next_tasks(teller: Teller) -> list[Point]:
    """What is to be done in the month that follows."""
    following = f"{teller.month.following.number}月份"
    return [
        _next_overdue(teller),
        _next_due(teller, following),
        _next_gate(teller),
        _next_visits(teller, following),
        _next_beyond(teller),
    ]


def _next_overdue(teller: Teller) -> Point:
    late = teller.say("对#件超期问题", "issues_overdue")
    task = "由牵头单位主要负责人逐件说明原因、明确办结日期，办公室跟踪督办"
    return Point("集中攻坚超期问题", (about(late, task),))


def _next_due(teller: Teller, following: str) -> Point:
    due = teller.say(f"{following}到期的#件问题", "issues_due_next_month")
    task = "牵头单位要倒排工期、提前会商，力争在时限以内办结"
    return Point("提前盯办到期问题", (about(due, task),))


def _next_gate(teller: Teller) -> Point:
    waiting = listed(
        teller.say("#件待核实问题", "issues_unverified"),
        teller.say("#件待回访销号问题", "issues_verified"),
    )
    task = "严格对照“四个不放过”逐件核实、逐户回访，成熟一件销号一件"
    return Point("严把核实销号关口", (about(led("对", waiting), task),))


def _next_visits(teller: Teller, following: str) -> Point:
    if not teller.has("subjects_assigned"):
        told = "各单位要抓紧确定包联领导、包联单位和责任人，建立走访和问题台账，做到底数清、责任明"
        return Point("尽快落实包联责任", (f"{told}。",))
    told = f"{following}，各包联单位要坚持“周联系、月走访”"
    heading, task = _task_of_visits(teller)
    return Point(
        heading,
        (sentence(told, task, "当场能定的事项当场协调，带回的问题当日登记、及时交办"),),
    )


def _task_of_visits(teller: Teller) -> tuple[str, str]:
    unvisited = "assigned_subjects_unvisited"
    if not teller.has("visits", to_date=True):
        return "全面启动走访服务", teller.say("对#个包联对象逐一走访", unvisited)
    if not teller.has("visits"):
        return "补齐走访服务短板", "抓紧恢复走访"
    missed = teller.say("优先走访当月未到的#个包联对象", unvisited)
    return "补齐走访服务短板" if missed else "保持走访服务力度", missed


def _next_beyond(teller: Teller) -> Point:
    up = teller.say("#件提级问题", "issues_escalated")
    kept = teller.say("#件挂账问题", "issues_suspended")
    task = "定期向上对接、按时复核，条件一具备立即恢复办理"
    return Point(
        f"持续跟进{'提级' * bool(up)}{'挂账' * bool(kept)}问题",
        (about(led("对", listed(up, kept)), task),),
    )
