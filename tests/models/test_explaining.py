"""What a deadline says of itself, whatever has happened to it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.rules import shipped_rules
from desk.workdays import shipped
from models.deadlines import Rulebook
from models.explaining import deadline, of_partners
from models.lifecycle import IssueFacts, StepRecord
from models.steps import STEPS
from models.workflow import fold, open_steps, refusal

BOOK = Rulebook.of(shipped(), shipped_rules())
WORKING = "working-1-3-7@1"
START = date(2018, 9, 20)
FACTS = IssueFacts(START, "enterprise", "bureau", "person", has_visit=True, rulebook=BOOK)
FAR = date(2030, 1, 1)
_LAST = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日到期(?:（暂定.*）)?$")


def step(name: str, on: date, by: str = "", **values: Any) -> StepRecord:
    return StepRecord(name, on, values, by, uid=f"{name} {on}")


def told(*steps: StepRecord) -> tuple[str, ...]:
    return deadline(fold(FACTS, steps), steps, BOOK)


def handed(rule: str = WORKING, **values: Any) -> StepRecord:
    return step("dispatch", date(2018, 9, 27), lead_unit="power", rule=rule, **values)


def test_an_extension_names_both_days_and_who_asked_and_granted() -> None:
    ask = step("ask_extension", date(2018, 9, 28), "李安四", due_on=date(2019, 1, 8), reason="缓")
    grant = step("grant_extension", date(2018, 9, 30), "钱安二")
    assert told(handed(), ask, grant) == (
        "9月27日交办，7 个工作日，10月1—7日放假不计，9月29日（星期六）上班计入，"
        "9月30日（星期日）上班计入，10月11日到期",
        "9月28日李安四申请延期，9月30日钱安二同意，由10月11日延至2019年1月8日到期",
    )


def test_a_suspension_says_how_many_days_stood_still() -> None:
    hold = step("suspend", date(2018, 9, 28), basis="待批", review_on=date(2018, 12, 1))
    on = step("resume", date(2018, 10, 10), reason="已批")
    assert told(handed(), hold, on)[-1] == (
        "9月28日挂账，10月10日恢复办理，顺延 5 个工作日，由10月11日顺延至10月18日到期"
    )
    assert told(handed(rule="13710@1"), hold, on)[-1] == (
        "9月28日挂账，10月10日恢复办理，顺延 12 天，由10月4日顺延至10月16日到期"
    )


def test_what_a_person_named_says_so() -> None:
    assert told(handed(due_on=date(2018, 10, 31))) == ("9月27日交办，交办时定10月31日到期",)


def test_a_deadline_in_a_year_without_notice_says_that_it_may_move() -> None:
    late = replace(FACTS, registered_on=date(2026, 12, 28))
    steps = (step("dispatch", date(2026, 12, 28), lead_unit="power", rule=WORKING),)
    (said,) = deadline(fold(late, steps), steps, BOOK)
    assert said == (
        "12月28日交办，7 个工作日，2027年1月6日到期（暂定，2027年的放假通知还没有录入）"
    )


def test_each_co_unit_has_a_day_of_its_own() -> None:
    state = fold(FACTS, [handed(co_units=("land", "water"))])
    said = (
        "9月27日交办，3 个工作日，9月29日（星期六）上班计入，9月30日（星期日）上班计入，9月30日到期"
    )
    assert of_partners(state, BOOK) == {"land": said, "water": said}


VALUES = {
    "lead_unit": "unit",
    "responsible": "li",
    "reason": "因",
    "basis": "据",
    "text": "文",
    "result": "果",
    "note": "记",
    "to": "upper",
    "asked": "人",
    "unit": "land",
}


def _record(name: str, on: date, days: int, rule: str) -> StepRecord:
    """A step with what it asks; a day that it names lies some days ahead."""
    said: dict[str, Any] = {
        p.name: VALUES[p.name] for p in STEPS[name].parameters if p.required and p.name in VALUES
    }
    if name in ("ask_extension", "reopen"):
        said["due_on"] = on + timedelta(days=days)
    if name == "dispatch":
        said |= {"rule": rule} if days % 3 else {"rule": rule, "due_on": on + timedelta(days=days)}
    if name in ("suspend", "review"):
        said["review_on"] = on + timedelta(days=days)
    if name == "follow_up":
        said["satisfaction"] = "不满意"
    return StepRecord(name, on, said, "周安一", 1, f"{name} {on} {days}")


END = ("merge", "withdraw")
LIVES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.integers(1, 90)), max_size=14)


@settings(max_examples=150)
@given(LIVES, st.sampled_from([rule.reference for rule in shipped_rules()]))
def test_every_deadline_of_every_life_has_an_explanation_that_ends_with_that_day(
    life: list[tuple[int, int, int]], rule: str
) -> None:
    taken: list[StepRecord] = []
    for which, later, days in life:
        state = fold(FACTS, taken)
        names = [one.name for one in open_steps(state, FACTS) if one.open and one.name not in END]
        named = _record(names[which % len(names)], state.last_on + timedelta(later), days, rule)
        if refusal(named, state, FACTS, FAR) is None:
            taken.append(named)
        state = fold(FACTS, taken)
        said = deadline(state, taken, BOOK)
        assert (state.due_on is None) == (not said)
        if said and state.due_on:
            found = _LAST.search(said[-1])
            assert found, said
            year, month, day = found.groups()
            assert (int(month), int(day)) == (state.due_on.month, state.due_on.day)
            assert year is None or int(year) == state.due_on.year
