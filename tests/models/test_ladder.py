"""The ladder of supervision: which rung is due, what is passed over, and what begins anew."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules import shipped_ladders
from desk.workdays import shipped
from models.ladder import (
    BadLadder,
    Due,
    Ladder,
    Rung,
    Sent,
    Standing,
    anchor_of,
    check,
    current,
    due,
    stage_of,
)

LADDER = shipped_ladders()[0]
DUE_ON = date(2018, 7, 18)  # a Wednesday
STANDING = Standing(DUE_ON)


def asked(day: date, standing: Standing = STANDING) -> Due | None:
    return due(LADDER, standing, day, shipped())


def key(found: Due | None) -> str:
    return found.reached.rung.key if found else ""


def sent(found: Due | None, standing: Standing = STANDING) -> Standing:
    """The same after what was asked for has been sent on its day."""
    assert found is not None
    one = found.reached
    said = Sent(one.rung.step, one.day, one.rung.level or None, one.mark)
    return replace(standing, sent=(*standing.sent, said))


def test_the_ladder_that_is_shipped_can_be_worked_by() -> None:
    assert check(LADDER) == LADDER
    assert [(r.step, r.level) for r in LADDER.deadline_rungs] == [
        ("urge", ""),
        ("urge", ""),
        ("supervise", "蓝"),
        ("supervise", "橙"),
        ("supervise", "红"),
    ]


def test_each_rung_is_due_from_its_working_day_on() -> None:
    first: dict[str, date] = {}
    for number in range(40):
        day = date(2018, 7, 10) + timedelta(days=number)
        first.setdefault(key(asked(day)), day)
    assert first == {
        "": date(2018, 7, 10),
        "due-3": date(2018, 7, 13),
        "due": date(2018, 7, 18),
        "late1": date(2018, 7, 19),
        "late5": date(2018, 7, 25),
        "late10": date(2018, 8, 1),
    }


def test_the_highest_rung_is_due_and_says_why_the_lower_ones_are_not() -> None:
    found = asked(date(2018, 7, 26))
    assert found is not None
    assert key(found) == "late5"
    assert [one.reached.rung.key for one in found.passed] == ["due-3", "due", "late1"]
    assert found.passed[0].reason == "7月25日已到“超期 5 个工作日”，不再补发"


def test_what_was_sent_is_not_due_again_until_the_next_rung() -> None:
    after = sent(asked(date(2018, 7, 25)))
    assert asked(date(2018, 7, 31), after) is None
    assert key(asked(date(2018, 8, 1), after)) == "late10"


def test_a_new_deadline_and_a_new_round_begin_the_ladder_anew() -> None:
    after = sent(asked(date(2018, 8, 1)))
    assert asked(date(2018, 8, 3), after) is None
    extended = replace(after, due_on=date(2018, 8, 8))
    assert key(asked(date(2018, 8, 3), extended)) == "due-3"
    assert key(asked(date(2018, 8, 3), replace(after, turn=2))) == "late10"


def test_a_notice_written_by_hand_stands_for_a_rung_that_is_no_graver() -> None:
    by_hand = replace(STANDING, sent=(Sent("supervise", date(2018, 7, 26), "橙"),))
    assert asked(date(2018, 7, 26), by_hand) is None
    lighter = replace(STANDING, sent=(Sent("urge", date(2018, 7, 26)),))
    assert key(asked(date(2018, 7, 26), lighter)) == "late5"


def test_a_late_stage_is_urged_once() -> None:
    waiting = Standing(date(2018, 8, 30), stage="accept", stage_due_on=date(2018, 7, 12))
    assert asked(date(2018, 7, 12), waiting) is None
    found = asked(date(2018, 7, 13), waiting)
    assert key(found) == "accept"
    assert asked(date(2018, 7, 30), sent(found, waiting)) is None


def test_a_late_stage_gives_way_to_a_graver_rung() -> None:
    late = Standing(DUE_ON, stage="report", stage_due_on=date(2018, 7, 14))
    found = asked(date(2018, 7, 19), late)
    assert found is not None
    assert key(found) == "late1"
    assert "report" in [one.reached.rung.key for one in found.passed]
    assert asked(date(2018, 7, 20), sent(found, late)) is None


@given(st.integers(-10, 60), st.integers(0, 60))
def test_who_sends_what_is_due_each_day_sends_no_rung_twice_and_none_lighter(
    first: int, days: int
) -> None:
    standing, ranks, marks = STANDING, [], []
    for number in range(days):
        found = asked(DUE_ON + timedelta(days=first + number), standing)
        if found is not None:
            ranks.append(found.reached.rung.rank)
            marks.append(found.reached.mark)
            standing = sent(found, standing)
    assert ranks == sorted(ranks)
    assert len(set(marks)) == len(marks)


def test_a_mark_names_its_deadline() -> None:
    found = asked(date(2018, 7, 26))
    assert found is not None
    assert anchor_of(found.reached.mark) == DUE_ON
    assert (anchor_of("by hand"), stage_of(found.reached.mark)) == (None, "")
    assert stage_of(LADDER.rungs[5].mark(DUE_ON, 1)) == "accept"


def test_the_version_of_the_day_of_dispatch_is_the_one() -> None:
    later = msgspec.structs.replace(LADDER, version=2, valid_from=date(2018, 7, 15))
    both = (LADDER, later)
    assert current(both, "working", date(2018, 7, 14)) == LADDER
    assert current(both, "working", date(2018, 7, 15)) == later
    assert current(both, "other", date(2018, 7, 15)) is None


@pytest.mark.parametrize(
    ("rungs", "said"),
    [
        (LADDER.rungs[5:], "至少要有一级"),
        ((LADDER.rungs[1], LADDER.rungs[0]), "要比"),
        ((LADDER.rungs[0], LADDER.rungs[0]), "重复"),
        ((msgspec.structs.replace(LADDER.rungs[2], level=""),), "蓝、橙、红"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused(rungs: tuple[Rung, ...], said: str) -> None:
    with pytest.raises(BadLadder, match=said):
        check(Ladder(key="own", version=1, label="自定", rungs=rungs))
