"""专报: what the leaders must decide, issue by issue, and what is asked of them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from desk.bulletins.sections import Section, numbered
from desk.bulletins.tokens import quoted
from desk.bulletins.wording import Point, Teller, led, listed, sentence
from desk.statistics.casework import Line
from reports.view import Passage

LONG_DAYS = 15
"""Days past the deadline from which an issue is told to the leaders."""
_MOST = 10  # of one sort; a numeral stands before each
_REST = "其余同类问题见问题台账。"
_CLOSING = "以上情况，请审示。"
_SORTS = (
    ("需提请上级协调的问题", "issues_escalated"),
    ("条件暂不具备、建议研究的挂账问题", "issues_suspended"),
    ("长期超期、建议领导督办的问题", "issues_overdue"),
)


def title(teller: Teller) -> str:
    """The title of the month's special report."""
    return f"关于{teller.month_name}需提请研究解决问题的报告"


def passages(teller: Teller) -> tuple[Passage, ...]:
    """The text of the month: each issue in a passage, and the request at the end."""
    told = tuple(numbered(teller, [_section(teller, *one) for one in _SORTS]))
    return (Passage(_opening(teller, bool(told))), *told, Passage(_CLOSING))


def _section(teller: Teller, heading: str, name: str) -> Section:
    """One point an issue of this sort that needs a decision, the longest waiting first."""
    lines = [line for line in teller.now.lines(name) if _matters(teller, name, line)]
    lines.sort(key=lambda line: (line["due_on"] or line["registered_on"], line["number"]))
    points = [_point(teller, name, line) for line in lines[:_MOST]]
    return Section(heading, points, closing=_REST if len(lines) > _MOST else "", named=True)


def _matters(teller: Teller, name: str, line: Line) -> bool:
    """Of what is late: whether it is long late, and not told already as handed up."""
    if name != "issues_overdue":
        return True
    return line["state"] != "escalated" and _days_late(teller, line) >= LONG_DAYS


def _days_late(teller: Teller, line: Line) -> int:
    due: date = line["due_on"]
    return (teller.now.as_of - due).days


def _opening(teller: Teller, told: bool) -> str:
    lead = f"{teller.as_of}，{teller.region}包联帮扶工作中，"
    if not told:
        return f"{lead}没有需要提请领导研究决定的问题。"
    kinds = listed(
        teller.say("提级问题#件", "issues_escalated"),
        teller.say("挂账问题#件", "issues_suspended"),
        teller.say("超期问题#件", "issues_overdue"),
    )
    return f"{lead}有{kinds}。现将其中需要提请研究解决的问题报告如下："


def _point(teller: Teller, name: str, line: Line) -> Point:
    heading = f"{quoted(line['subject'])}“{quoted(line['title']).rstrip('。；，')}”问题"
    return Point(heading, tuple(_sentences(teller, name, line)))


def _sentences(teller: Teller, name: str, line: Line) -> Iterator[str]:
    """What it is, who did what, what is asked."""
    about = led("属", quoted(line["category"]), "类") if line["category"] else ""
    yield sentence(f"该问题于{teller.day(line['registered_on'])}登记", about)
    yield sentence(*_given(teller, line))
    done = teller.now.latest(line, "progress")
    if done is not None and done["note"]:
        yield f"目前进展：“{quoted(done['note']).rstrip('。；，')}”。"
    yield from _ASKED[name](teller, line)


def _given(teller: Teller, line: Line) -> Iterator[str]:
    if line["dispatched_on"] and line["lead_unit"]:
        yield f"{teller.day(line['dispatched_on'])}交{quoted(line['lead_unit'])}牵头办理"
        if line["due_on"]:
            yield f"办理时限为{teller.day(line['due_on'])}"


def _escalated(teller: Teller, line: Line) -> Iterator[str]:
    step = teller.now.latest(line, "escalate")
    if step is not None:
        to = led("至", quoted(step["to"])) if step["to"] else ""
        yield f"因本级难以独立解决，已于{teller.day(step['on'])}提级{to}，尚未收到答复。"
    yield "建议由领导出面向上协调，争取尽快答复。"


def _suspended(teller: Teller, line: Line) -> Iterator[str]:
    step = teller.now.latest(line, "suspend")
    if step is not None:
        why = led("原因是“", quoted(step["basis"]).rstrip("。；，"), "”") if step["basis"] else ""
        review = f"定于{teller.day(step['review_on'])}复核" if step["review_on"] else ""
        yield sentence(f"已于{teller.day(step['on'])}挂账", why, review)
    yield "请研究是否具备恢复办理的条件，或明确解决途径。"


def _overdue(teller: Teller, line: Line) -> Iterator[str]:
    yield "至今未办结，已长期超过办理时限。"
    urged = [
        led(f"{teller.day(step['on'])}", word)
        for name, word in (("urge", "催办"), ("supervise", "督办"))
        if (step := teller.now.latest(line, name)) is not None
    ]
    yield sentence(led("办公室已于", listed(*urged)))
    yield "建议由分管领导约谈牵头单位，限期办结。"


_ASKED: Mapping[str, Callable[[Teller, Line], Iterator[str]]] = {
    "issues_escalated": _escalated,
    "issues_suspended": _suspended,
    "issues_overdue": _overdue,
}
"""How it stands with an issue of each sort, and what is asked of the leaders."""
