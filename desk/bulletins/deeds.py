"""What a bulletin tells of the month's work: visits, issues, and issues handled well."""

from desk.bulletins import examples
from desk.bulletins.wording import (
    Cut,
    Point,
    Teller,
    about,
    joined,
    led,
    listed,
    of_several,
    sentence,
)

_ALL = Cut(most=9)
_SEVERAL_EACH = Cut(least=2)
_SO_FAR = Cut(least=2, to_date=True)


def assigned(teller: Teller) -> Point:
    """Who answers for how many subjects."""
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
            sentence(told) if kinds else "",
            sentence("；".join(part for part in divided if part)),
            "做到每个对象有人联系、每件问题有人负责。" if kinds else "",
        ),
    )


def visited(teller: Teller) -> Point:
    """The visits of the month, and how many subjects they reached."""
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


def collected(teller: Teller) -> Point:
    """The issues of the month, and what they are about."""
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


def handled(teller: Teller) -> Point:
    """What was settled, dispatched, resolved and closed, and where the rest stands."""
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
    return about(told, "理由已在台账中逐件注明")


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
    return sentence(led(f"{teller.as_of}，", closed)) + about(
        standing, of_several("其中", stages), "均已纳入台账跟踪管理"
    )


def followed_up(teller: Teller) -> Point:
    """What the enterprises say of it."""
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
            about(back, "已退回牵头单位重新办理"),
        ),
    )


def examples_of(teller: Teller) -> list[Point]:
    """Issues of the month that were handled well, told one by one."""
    return [Point(heading, (text,)) for heading, text in examples.handled_well(teller)]
