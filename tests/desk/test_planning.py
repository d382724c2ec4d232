"""A plan of visits is fair, keeps to its limits, and says why; the same always gives the same."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desk.rhythm.planning import Candidate, Draft, draft

MONDAY = date(2018, 8, 6)
WEEK = [MONDAY + timedelta(days=number) for number in range(5)]
SUBJECTS = st.builds(
    Candidate,
    uid=st.uuids().map(str),
    code=st.text("QXP0123", min_size=5, max_size=5),
    name=st.just("某企业"),
    park=st.sampled_from(("东园", "西园", "")),
    guide=st.sampled_from(("钱安二", "孙安三")),
    last=st.none() | st.dates(date(2018, 1, 1), date(2018, 7, 31)),
    red=st.sampled_from((0, 0, 0, 2)),
)
MANY = st.lists(SUBJECTS, max_size=40, unique_by=lambda one: one.uid)
TAKEN = st.dictionaries(
    st.tuples(st.sampled_from(("钱安二", "孙安三")), st.sampled_from(WEEK)), st.integers(1, 4)
)


def firm(code: str, park: str = "东园", last: int | None = 1, red: int = 0) -> Candidate:
    """A firm that was last visited on that day of July."""
    day = date(2018, 7, last) if last else None
    return Candidate(code, code, code, park, "钱安二", day, red)


def told(found: Draft) -> list[tuple[str, int]]:
    return [(one.subject.code, one.day.day) for one in found.chosen]


@given(MANY, st.integers(1, 4), TAKEN)
def test_a_plan_is_fair_and_keeps_to_its_limits(
    subjects: list[Candidate], most: int, taken: dict[tuple[str, date], int]
) -> None:
    found = draft(subjects, WEEK, most, taken)
    planned = [one.subject for one in found.chosen]
    assert sorted(one.uid for one in (*planned, *found.left_out)) == sorted(
        one.uid for one in subjects
    )
    for (guide, day), count in Counter((c.subject.guide, c.day) for c in found.chosen).items():
        assert count + taken.get((guide, day), 0) <= most
        assert day in WEEK
    for left in found.left_out:
        for one in planned:
            if one.guide == left.guide and not one.red:
                assert not left.red
                assert (one.last or date.min) <= (left.last or date.min)
    for left in found.left_out:  # nobody is left out while there is room
        for day in WEEK:
            there = sum(c.day == day and c.subject.guide == left.guide for c in found.chosen)
            assert there + taken.get((left.guide, day), 0) >= most


@given(MANY, st.randoms(use_true_random=False))
def test_the_same_subjects_in_any_order_give_the_same_plan(
    subjects: list[Candidate], random: Random
) -> None:
    codes = {one.code for one in subjects}
    distinct = subjects if len(codes) == len(subjects) else []
    shuffled = list(distinct)
    random.shuffle(shuffled)
    one, other = draft(distinct, WEEK, 2, {}), draft(shuffled, WEEK, 2, {})
    assert one == other


def test_a_leader_sees_one_park_on_one_day_as_long_as_the_days_suffice() -> None:
    firms = [
        firm("A", "东园", 1),
        firm("B", "西园", 2),
        firm("C", "东园", 3),
        firm("D", "西园", 4),
        firm("E", "东园", 5),
    ]
    assert told(draft(firms, WEEK, 2, {})) == [
        *(("A", 6), ("C", 6)),
        ("E", 7),
        *(("B", 8), ("D", 8)),
    ]
    # In three days all go in; in two of three places each, parks are mixed rather than cut.
    mixed = draft(firms, WEEK[:2], 3, {})
    assert told(mixed) == [("A", 6), ("C", 6), ("E", 6), ("B", 7), ("D", 7)]
    assert not mixed.left_out


def test_red_lamps_come_first_and_the_days_already_taken_stay_free() -> None:
    firms = [firm("A", last=None), firm("B", last=30, red=1), firm("C", last=2)]
    found = draft(firms, WEEK[:2], 1, {("钱安二", MONDAY): 1})
    assert told(found) == [("B", 7)]
    assert [one.code for one in found.left_out] == ["A", "C"]


def test_each_line_says_why() -> None:
    firms = [firm("A", last=None), firm("B", last=7, red=2)]
    reasons = {one.subject.code: one.reason for one in draft(firms, WEEK, 3, {}).chosen}
    assert reasons == {
        "A": "还没有走访过，同日走访东园2家",
        "B": "有超期问题2件，上次走访7月7日，间隔30天，同日走访东园2家",
    }


def test_leaders_of_one_day_stand_in_the_order_of_their_firms_whatever_they_are_named_by() -> None:
    firms = [replace(firm(code), guide=guide) for code, guide in (("Q1", "a"), ("Q2", "b"))]
    others = [replace(one, guide={"a": "b", "b": "a"}[one.guide]) for one in firms]
    assert told(draft(firms, WEEK, 3, {})) == told(draft(others, WEEK, 3, {}))
    assert [code for code, _ in told(draft(others, WEEK, 3, {}))] == ["Q1", "Q2"]
