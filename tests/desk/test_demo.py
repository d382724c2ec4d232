"""The content of the demo casebook: its counts, its truth to the tables, its lives of issues."""

from collections import Counter
from datetime import date

import pytest

from models import vocabulary
from models.checking import check
from models.fields import KINDS, Type
from models.workflow import STEPS, StepRecord, fold, gates, refusal
from tests.desk.demo_content import (
    AS_OF,
    CONTENT,
    SUBJECT_FILES,
    Record,
    assigned,
    assignment_on,
    content,
    facts_of,
    known,
    lamps,
    names,
    records,
    state_of,
    step_of,
    values_of,
)

MONTH_ENDS = {4: date(2018, 4, 30), 5: date(2018, 5, 31), 6: date(2018, 6, 30), 7: AS_OF}
#: 国务院办公厅关于2018年部分节假日安排: days off in the campaign, and weekends worked instead.
DAYS_OFF = {date(2018, 4, d) for d in (5, 6, 7, 29, 30)} | {date(2018, 5, 1), date(2018, 6, 18)}
WORKED = {date(2018, 4, 8), date(2018, 4, 28)}


def test_the_counts_of_the_campaign_are_those_of_the_sources() -> None:
    assert (len(assigned("enterprises")), len(assigned("projects"))) == (74, 18)
    assert len(records("issues")) == 89
    assert sum(row["step"] == "settle" for i in records("issues") for row in i["steps"]) == 12


def test_enterprises_come_in_the_classes_of_the_plan() -> None:
    classes = Counter(r["enterprise_class"] for r in assigned("enterprises"))
    assert classes == {"规上工业": 29, "服务业": 19, "科技型中小企业": 5, "其他": 21}
    assert len(records("enterprises")) == 74 + 12


def test_projects_come_in_the_levels_and_stages_of_the_plan() -> None:
    assert Counter((r["level"], r["stage"]) for r in records("projects")) == {
        ("省重点", "前期跑办"): 5,
        ("省重点", "推进建设"): 7,
        ("省重点", "竣工投产"): 1,
        ("市重点", "前期跑办"): 3,
        ("市重点", "推进建设"): 28,
        ("市重点", "竣工投产"): 4,
    }


def test_platforms_and_public_works_are_those_of_the_plan() -> None:
    kinds = {r["platform_type"] for r in records("platforms")}
    assert kinds == {t.code for t in vocabulary.PLATFORM_TYPES} - {"其他"}
    assert Counter(r["work_type"] for r in records("works")) == {"民心工程": 17, "专项行动": 6}


def test_every_file_says_that_its_content_is_invented() -> None:
    files = sorted(CONTENT.glob("*.json"))
    assert len(files) == 13
    assert all("虚构" in content(path.stem)["notice"] for path in files)


@pytest.mark.parametrize(
    "name", ["organizations", "people", *SUBJECT_FILES, "assignments", "visits", "issues"]
)
def test_every_value_passes_the_check_of_its_field_without_a_warning(name: str) -> None:
    for record in records(name):
        for field, value in values_of(KINDS[name], record):
            written = "、".join(value) if isinstance(value, list) else value
            _, warning = check(field, written, AS_OF)
            assert warning is None, (record, warning)
        required = {f.name for f in KINDS[name].entered if f.required}
        assert required <= record.keys()


@pytest.mark.parametrize("name", ["organizations", "people", "assignments", "visits"])
def test_every_reference_is_to_a_record_of_the_demo(name: str) -> None:
    there = known()
    for record in records(name):
        for field, value in values_of(KINDS[name], record):
            if field.type in (Type.REFERENCE, Type.REFERENCES):
                assert set(names(value)) <= there[field.refers], (record, field.name)


def test_people_and_units_named_in_steps_are_records_of_the_demo() -> None:
    there = known()
    for row in (row for issue in records("issues") for row in issue["steps"]):
        said = row.get("values", {})
        assert {row["by"], said.get("responsible", row["by"])} <= there["people"]
        units = [*said.get("co_units", ()), *(said[k] for k in ("lead_unit", "to") if k in said)]
        assert set(units) <= there["organizations"]


def test_who_visits_answers_for_the_subject_on_that_day() -> None:
    for visit in records("visits"):
        held = assignment_on(visit["subject"], visit["visited_on"])
        answer = {held["leader"], held["responsible"], held["liaison"]}
        assert set(visit["visitors"]) & answer, visit


def test_an_issue_from_a_visit_belongs_to_one_visit_of_its_day() -> None:
    days = Counter((v["subject"], v["visited_on"]) for v in records("visits"))
    assert set(days.values()) == {1}
    for issue in records("issues"):
        assert (issue["source"] == "走访") == ("visited_on" in issue)
        if "visited_on" in issue:
            assert (issue["subject"], issue["visited_on"]) in days
            assert issue["registered_on"] == issue["visited_on"]


def test_a_visit_says_what_it_settled_where_an_issue_was_settled() -> None:
    said = {(v["subject"], v["visited_on"]) for v in records("visits") if v.get("settled")}
    settled = [i for i in records("issues") if "settle" in [row["step"] for row in i["steps"]]]
    assert said == {(i["subject"], i["visited_on"]) for i in settled}


def test_visits_run_from_march_to_july_and_february_has_none() -> None:
    months = Counter(v["visited_on"][:7] for v in records("visits"))
    assert sorted(months) == [f"2018-0{m}" for m in (3, 4, 5, 6, 7)]
    assert min(months.values()) >= 10


def test_issues_are_spread_over_months_categories_units_and_parks() -> None:
    issues = records("issues")
    months = Counter(i["registered_on"][:7] for i in issues)
    assert sorted(months) == ["2018-04", "2018-05", "2018-06", "2018-07"]
    assert min(months.values()) >= 15
    assert {i["category"] for i in issues} == {t.code for t in vocabulary.ISSUE_CATEGORIES}
    leads = {row["values"]["lead_unit"] for i in issues for row in i["steps"] if is_dispatch(row)}
    assert len(leads) >= 20


def is_dispatch(row: Record) -> bool:
    return bool(row["step"] == "dispatch")


@pytest.mark.parametrize("field", ["title", "detail"])
def test_no_two_issues_read_the_same(field: str) -> None:
    texts = [i[field] for i in records("issues")]
    assert len(set(texts)) == len(texts) == 89


def test_no_two_visits_read_the_same() -> None:
    told = ("situation", "needs", "ideas", "transformation", "difficulties", "long_term", "settled")
    for field in told:
        texts = [v[field] for v in records("visits") if field in v]
        assert len(set(texts)) == len(texts), field


@pytest.mark.parametrize("issue", records("issues"), ids=lambda i: str(i["title"]))
def test_the_table_allows_every_step_of_every_issue(issue: Record) -> None:
    facts, taken = facts_of(issue), list[StepRecord]()
    for step in map(step_of, issue["steps"]):
        why_not = refusal(step, fold(facts, taken), facts, min(step.on, AS_OF))
        assert why_not is None, f"{step.step} {step.on}：{why_not}"
        taken.append(step)


def test_what_is_struck_off_met_every_gate_but_for_one_override() -> None:
    closed = [(state_of(i), facts_of(i)) for i in records("issues")]
    past = [
        state
        for state, facts in closed
        if state.state == "closed" and not all(gate.met for gate in gates(state, facts))
    ]
    assert [bool(state.override) for state in past] == [True]


def test_the_demo_shows_every_lamp_and_the_states_worth_showing() -> None:
    assert set(lamps(AS_OF)) == {term.code for term in vocabulary.LAMPS}
    states = {state_of(i).state for i in records("issues")}
    assert states == {t.code for t in vocabulary.STATES} - {"merged", "withdrawn"}


def test_the_demo_takes_every_step_but_merging_and_withdrawing() -> None:
    taken = {row["step"] for i in records("issues") for row in i["steps"]}
    by_hand = {rule.name for rule in STEPS.values() if not rule.automatic}
    assert taken == by_hand - {"merge", "withdraw"}


@pytest.mark.parametrize(("month", "overdue"), [(4, False), (5, True), (6, True), (7, True)])
def test_only_april_ends_with_nothing_overdue(month: int, overdue: bool) -> None:
    assert (lamps(MONTH_ENDS[month])["red"] > 0) is overdue


def test_offices_and_visitors_work_on_working_days() -> None:
    days = [row["on"] for i in records("issues") for row in i["steps"]]
    days += [v["visited_on"] for v in records("visits")]
    for day in map(date.fromisoformat, days):
        assert day in WORKED or (day.weekday() < 5 and day not in DAYS_OFF), day


def test_every_character_is_one_that_the_paper_can_print() -> None:
    for path in CONTENT.glob("*.json"):
        path.read_text(encoding="utf-8").encode("gb2312")
