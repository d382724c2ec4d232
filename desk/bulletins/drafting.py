"""A month's 工作简报, drafted from its figures in sentences that an office would write.

A section is a heading and points, a point a subheading and sentences. What has nothing to say is
left out and the numerals close up; a section of one point carries no subheading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.bulletins import examples
from desk.bulletins.wording import Cut, Teller, joined, led, listed, of_several, sentence
from reports.view import Passage

_NUMERALS = "一二三四五六七八九十"
_ALL = Cut(most=9)
_MANY = Cut(most=5)
_SEVERAL_EACH = Cut(least=2)
_SO_FAR = Cut(least=2, to_date=True)


@dataclass(frozen=True)
class Point:
    """A subheading and the sentences that stand behind it; empty sentences are not said."""

    heading: str
    sentences: Sequence[str]

    @property
    def text(self) -> str:
        """The sentences, without the subheading."""
        return "".join(self.sentences)


def title(teller: Teller) -> str:
    """The title (标题) of the month's bulletin."""
    return f"{teller.region}{teller.month_name}包联帮扶工作情况"


def passages(teller: Teller) -> tuple[Passage, ...]:
    """The text of the month, its figures as live fields."""
    sections = (
        ("包联走访情况", (_assigned(teller), _visited(teller))),
        ("问题办理情况", (_collected(teller), _handled(teller), _followed_up(teller))),
        ("办理实例", examples_of(teller)),
        ("存在的问题", (_overdue(teller), _beyond_us(teller), _reworked(teller), _gaps(teller))),
        ("下步工作", _next(teller)),
    )
    told = [(head, [p for p in points if p.text]) for head, points in sections]
    return (
        Passage(_opening(teller)),
        *_numbered([(head, points) for head, points in told if points]),
    )


def _numbered(sections: list[tuple[str, list[Point]]]) -> Iterator[Passage]:
    for numeral, (head, points) in zip(_NUMERALS, sections, strict=False):
        if len(sections) > 1:
            yield Passage(f"{numeral}、{head}", 1)
        if len(points) == 1:
            yield Passage(points[0].text)
        else:
            for ordinal, point in zip(_NUMERALS, points, strict=False):
                yield Passage(f"（{ordinal}）{point.heading}。{point.text}", 2)


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


def _assigned(teller: Teller) -> Point:
    kinds = listed(
        teller.say("企业#家", "enterprises_assigned"),
        teller.say("项目#个", "projects_assigned"),
        teller.say("双创平台#个", "platforms_assigned"),
        teller.say("民心工程和专项行动#项", "works_assigned"),
    )
    holders = listed(
        teller.say("#名包联领导", "leaders_assigned"), teller.say("#个包联单位", "units_assigned")
    )
    told = joined(led(f"{teller.as_of}，包联", kinds), led("由", holders, "分包到户"))
    classes = teller.parts("enterprises_assigned", "enterprise_class", "{0}{1}家", _ALL)
    levels = teller.parts("projects_assigned", "level", "{0}{1}个", _ALL)
    divided = [of_several("包联企业中，", classes), of_several("包联项目中，", levels)]
    return Point(
        "包联责任落实到人",
        (
            led("", sentence(told if kinds else "")),
            sentence("；".join(part for part in divided if part)),
            led("", "做到每个对象有人联系、每件问题有人负责。" if kinds else ""),
        ),
    )


def _visited(teller: Teller) -> Point:
    reached = listed(
        teller.say("企业#家", "enterprises_visited"), teller.say("项目#个", "projects_visited")
    )
    ways = teller.parts("visits", "way", "{0}{1}次", _ALL)
    parks = teller.parts("visits", "park", "{0}（{1}次）", _SEVERAL_EACH)
    return Point(
        _visits_heading(teller),
        (
            sentence(
                teller.say("当月走访#次", "visits"),
                teller.compared("visits", "次"),
                led("走访", reached),
            ),
            sentence(of_several("从方式看，", ways)),
            sentence(led("走访较多的区域有", listed(*parks) if len(parks) > 1 else "")),
            _coverage(teller),
        ),
    )


def _visits_heading(teller: Teller) -> str:
    if not teller.has("visits"):
        return "前期走访情况"
    if not teller.before.value("visits", to_date=True):
        return "走访服务全面展开"
    return {1: "走访力度继续加大", -1: "走访服务持续推进", 0: "走访服务扎实开展"}[
        teller.trend("visits")
    ]


def _coverage(teller: Teller) -> str:
    month = teller.say("当月包联对象走访覆盖率#%", "coverage_rate")
    so_far = joined(
        teller.so_far("累计走访#次", "visits"),
        teller.so_far("覆盖包联对象#个", "assigned_subjects_visited"),
        teller.so_far("累计覆盖率#%", "coverage_rate"),
    )
    return sentence(month) + sentence(led(f"{teller.as_of}，", so_far))


def _collected(teller: Teller) -> Point:
    kinds = teller.parts("issues_collected", "category", "{0}（{1}件）", _SEVERAL_EACH)
    mostly = led("较多的是", listed(*kinds)) if len(kinds) > 1 else ""
    subjects = teller.say("涉及帮扶对象#个", "subjects_with_issues")
    compared = teller.compared("issues_collected", "件")
    so_far = teller.parts("issues_collected", "category", "{0}{1}件", _SO_FAR)
    held = of_several("其中", so_far)
    total = teller.so_far("累计收集问题#件", "issues_collected")
    return Point(
        "问题底数逐项摸清",
        (
            sentence(teller.say("当月收集问题#件", "issues_collected"), compared, subjects, mostly),
            sentence(led(f"{teller.as_of}，", total), led(held, "居前")) if total else "",
        ),
    )


def _handled(teller: Teller) -> Point:
    acts = listed(
        teller.say("现场解决问题#件", "issues_settled_on_the_spot"),
        teller.say("交办#件", "issues_dispatched"),
        teller.say("办结#件", "issues_resolved"),
        teller.say("销号#件", "issues_closed"),
    )
    compared = teller.compared("issues_closed", "件")
    in_time = teller.say("按期办结#件", "issues_closed_on_time")
    late = teller.say("逾期办结#件", "issues_closed_late")
    units = teller.parts("issues_closed", "lead_unit", "{0}（{1}件）", _SEVERAL_EACH)
    return Point(
        "办理销号有序推进" if teller.has("issues_resolved") else "在办问题全部纳入台账",
        (
            sentence(led("当月", acts), led("销号数", compared)),
            sentence(
                led("当月销号的问题中，", listed(in_time, late)),
                teller.say("按期办结率#%", "on_time_rate"),
            ),
            sentence(led("销号较多的单位有", listed(*units) if len(units) > 1 else "")),
            _overridden(teller),
            _so_far(teller),
        ),
    )


def _overridden(teller: Teller) -> str:
    told = teller.say("经领导批准破格销号#件", "issues_overridden")
    return sentence(told, "理由已在台账中逐件注明" if told else "")


def _so_far(teller: Teller) -> str:
    """The campaign so far, and where the issues stand that are still open."""
    closed = joined(
        teller.so_far("累计现场解决#件", "issues_settled_on_the_spot"),
        teller.so_far("累计销号#件", "issues_closed"),
        teller.say("销号率#%", "closing_rate", to_date=True),
        teller.rate_compared("closing_rate"),
    )
    stages = [
        teller.say("待交办#件", "issues_undispatched"),
        teller.say("正在办理#件", "issues_at_work"),
        teller.say("待核实#件", "issues_unverified"),
        teller.say("待回访销号#件", "issues_verified"),
        teller.say("提级#件", "issues_escalated"),
        teller.say("挂账#件", "issues_suspended"),
    ]
    stages = [stage for stage in stages if stage]
    standing = teller.say("未销号问题#件", "issues_open")
    return sentence(led(f"{teller.as_of}，", closed)) + sentence(
        standing, of_several("其中", stages), "均已纳入台账跟踪管理" if standing else ""
    )


def _followed_up(teller: Teller) -> Point:
    answers = teller.parts("issues_followed_up", "satisfaction", "{0}{1}件")
    back = teller.say("对企业不满意的#件问题", "issues_dissatisfied")
    return Point(
        "办理质量交由企业评判",
        (
            sentence(
                teller.say("当月回访问题#件", "issues_followed_up"),
                of_several("其中", answers),
                teller.say("满意率#%", "satisfaction_rate"),
            ),
            sentence(back, "已退回牵头单位重新办理" if back else ""),
        ),
    )


def examples_of(teller: Teller) -> list[Point]:
    """Issues of the month that were handled well, told one by one."""
    return [Point(heading, (text,)) for heading, text in examples.handled_well(teller)]


def _overdue(teller: Teller) -> Point:
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
            sentence(led("对超期问题，当月", pushed) if teller.has("issues_overdue") else ""),
        ),
    )


def _beyond_us(teller: Teller) -> Point:
    up = teller.say("提级问题#件", "issues_escalated")
    kept = teller.say("挂账问题#件", "issues_suspended")
    return Point(
        "有的问题本级难以独立解决",
        (
            sentence(
                up, "正等待上级答复" if up else "", examples.named(teller, "issues_escalated")
            ),
            sentence(
                kept,
                "条件暂不具备，定期复核" if kept else "",
                examples.named(teller, "issues_suspended"),
            ),
        ),
    )


def _reworked(teller: Teller) -> Point:
    told = teller.say("退回重新办理、目前尚未销号的问题#件", "issues_reworked")
    why = "反映出有的单位办理标准不高、与服务对象沟通不够" if told else ""
    return Point(
        "有的问题办理质量不高", (sentence(told, examples.named(teller, "issues_reworked"), why),)
    )


def _gaps(teller: Teller) -> Point:
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


def _next(teller: Teller) -> list[Point]:
    following = f"{teller.month.following.number}月份"
    late = teller.say("对#件超期问题", "issues_overdue")
    due = teller.say(f"{following}到期的#件问题", "issues_due_next_month")
    gate = listed(
        teller.say("#件待核实问题", "issues_unverified"),
        teller.say("#件待回访销号问题", "issues_verified"),
    )
    return [
        Point(
            "集中攻坚超期问题",
            (
                sentence(
                    late,
                    "由牵头单位主要负责人逐件说明原因、明确办结日期，办公室跟踪督办"
                    if late
                    else "",
                ),
            ),
        ),
        Point(
            "提前盯办到期问题",
            (sentence(due, "牵头单位要倒排工期、提前会商，力争在时限以内办结" if due else ""),),
        ),
        Point(
            "严把核实销号关口",
            (
                sentence(
                    led("对", gate),
                    "严格对照“四个不放过”逐件核实、逐户回访，成熟一件销号一件" if gate else "",
                ),
            ),
        ),
        _next_visits(teller, following),
        _next_beyond(teller),
    ]


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
    told = listed(up, kept)
    return Point(
        f"持续跟进{'提级' * bool(up)}{'挂账' * bool(kept)}问题",
        (
            sentence(
                led("对", told), "定期向上对接、按时复核，条件一具备立即恢复办理" if told else ""
            ),
        ),
    )
