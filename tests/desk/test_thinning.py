"""What is kept of old backups: all of two days, then one a day, a week, a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from desk.thinning import stand_ins

NOW = datetime.fromisoformat("2018-07-25T18:00:00")


@dataclass(frozen=True)
class Made:
    made_at: datetime
    reason: str = "关闭时"


def ago(**age: float) -> Made:
    return Made(NOW - timedelta(**age))


def at(*written: str) -> list[Made]:
    return [Made(datetime.fromisoformat(one)) for one in written]


def kept(made: Iterable[Made], now: datetime = NOW) -> list[Made]:
    """What is left, the oldest first."""
    there = list(made)
    gone = [one for one, _stays in stand_ins(there, now)]
    return sorted((one for one in there if one not in gone), key=lambda one: one.made_at)


def test_everything_of_the_last_two_days_is_kept() -> None:
    made = [ago(hours=hours) for hours in range(48)]
    assert stand_ins(made, NOW) == []


def test_two_backups_of_one_second_are_both_kept() -> None:
    made = [Made(NOW, "手动"), Made(NOW, "导入前")]
    assert stand_ins(made, NOW) == []


def test_after_two_days_the_last_of_each_day_is_kept() -> None:
    made = at("2018-07-20T09:00", "2018-07-20T17:30", "2018-07-21T08:00")
    assert kept(made) == made[1:]
    assert stand_ins(made, NOW) == [(made[0], made[1])]


def test_after_sixteen_days_the_last_of_each_week_is_kept() -> None:
    made = at("2018-07-02T09:00", "2018-07-04T09:00", "2018-07-08T09:00")  # Monday to Sunday
    assert kept(made) == made[2:]
    assert kept([*made, *at("2018-06-29T09:00")]) == [*at("2018-06-29T09:00"), made[2]]


def test_after_seventy_two_days_the_last_of_each_month_is_kept() -> None:
    made = at("2018-03-01T09:00", "2018-03-12T09:00", "2018-04-02T09:00")
    assert kept(made) == made[1:]


def test_what_is_older_than_all_spans_goes() -> None:
    assert kept([ago(days=500), ago(days=1)]) == [ago(days=1)]


def test_the_newest_stays_however_old() -> None:
    assert kept([ago(days=900), ago(days=800)]) == [ago(days=800)]


def test_nothing_is_made_of_nothing() -> None:
    assert stand_ins([], NOW) == []


def test_thinned_daily_for_two_years_a_few_dozen_reach_back_more_than_a_year() -> None:
    """Thinning after every backup leaves what thinning at once would: no gap opens with time."""
    random, there = Random(7), list[Made]()
    for day in range(730):
        for hour in sorted(random.sample(range(8, 19), random.choice((0, 1, 3)))):
            now = NOW + timedelta(days=day, hours=hour)
            there = kept([*there, Made(now)], now)
    assert len(there) <= 3 * 3 + 15 + 10 + 14
    gaps = [after.made_at - one.made_at for one, after in pairwise(there)]
    assert max(gaps) <= timedelta(days=45)
    assert now - there[0].made_at >= timedelta(days=400)


def test_each_stands_in_for_something_older_and_is_itself_kept() -> None:
    made = [ago(hours=7 * step) for step in range(1500)]
    left = kept(made)
    for one, stays in stand_ins(made, NOW):
        assert stays.made_at > one.made_at
        assert stays in left
