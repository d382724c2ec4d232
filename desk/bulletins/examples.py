"""Issues that a bulletin names: what was handled well, what is late. Their words are quoted."""

from collections.abc import Iterator

from desk.bulletins.tokens import quoted
from desk.bulletins.wording import Teller, joined, led
from desk.statistics.casework import Line

_MOST = 3
_CONTENT = "满意"


def handled_well(teller: Teller) -> Iterator[tuple[str, str]]:
    """Heading and story of some issues of the month: model cases, then as many others as fit.

    Of the others one was settled on the spot; the closed ones were in time and the enterprise is
    content. Each is of another category.
    """
    for line in _best(teller):
        place = f"{quoted(line['category'])}方面" if line["category"] else "服务企业方面"
        told = (_settled if line["settled_on"] else _handed)(teller, line)
        yield place, told + _learned(line)


def _best(teller: Teller) -> Iterator[Line]:
    told: set[str | None] = set()
    spot = [x for x in teller.now.lines("issues_settled_on_the_spot") if x["result"]]
    closed = [
        line
        for line in teller.now.lines("issues_closed_on_time")
        if line["satisfaction"] == _CONTENT
        and line["result"]
        and line["resolved_on"]
        and not line["settled_on"]
    ]
    models = [x for x in teller.now.lines("issues_closed") if x["lesson"] and x["result"]]
    for group, most in ((models, _MOST), (closed, _MOST), (spot, _MOST + 1)):
        for line in sorted(group, key=lambda x: -len(x["result"])):
            if len(told) < most and line["category"] not in told:
                told.add(line["category"])
                yield line


def _settled(teller: Teller, line: Line) -> str:
    """A problem settled on the spot."""
    met = f"{teller.day(line['settled_on'])}走访中，{quoted(line['subject'])}反映{_title(line)}"
    return f"{met}，带队人员现场协调，“{_result(line)}”。"


def _handed(teller: Teller, line: Line) -> str:
    """A problem that a unit resolved."""
    unit = quoted(line["lead_unit"])
    given = led(f"{teller.day(line['dispatched_on'])}交办", unit) if line["dispatched_on"] else ""
    done = led(teller.day(line["resolved_on"]), "办结")
    asked = f"{quoted(line['subject'])}反映{_title(line)}"
    return f"{joined(asked, given, done)}，办理结果为“{_result(line)}”{_answered(line)}。"


def _answered(line: Line) -> str:
    """What the enterprise said of it; what was closed past that gate says nothing."""
    return f"，经回访，评价为{line['satisfaction']}" if line["satisfaction"] else ""


def _learned(line: Line) -> str:
    """What others can learn of a model case."""
    return f"典型做法：{quoted(line['lesson']).rstrip('。；，')}。" if line["lesson"] else ""


def _result(line: Line) -> str:
    return quoted(line["result"]).rstrip("。；，")


def _title(line: Line) -> str:
    return f"“{quoted(line['title']).rstrip('。；，')}”"


def overdue(teller: Teller) -> str:
    """The issues that are late the longest, each with its unit and deadline."""
    lines = sorted(teller.now.lines("issues_overdue"), key=lambda x: (x["due_on"], x["number"]))
    told = "；".join(_late(teller, line) for line in lines[:_MOST])
    return led("时间较长的有：" if len(lines) > _MOST else "具体为：", told)


def _late(teller: Teller, line: Line) -> str:
    unit = quoted(line["lead_unit"])
    due = f"办理时限为{teller.day(line['due_on'])}"
    return joined(_called(line), led("由", unit, "牵头"), due)


def named(teller: Teller, name: str) -> str:
    """Some issues of a figure by name, to stand behind its number."""
    lines = teller.now.lines(name)
    told = "、".join(map(_called, lines[:2]))
    if not told:
        return ""
    return f"{'如' if len(lines) > 2 else '即'}{told}"


def _called(line: Line) -> str:
    return f"{quoted(line['subject'])}{_title(line)}"
