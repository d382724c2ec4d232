import pytest

from desk.progress import Cancelled, Progress

Report = tuple[str, int, int]


def test_rows_come_through_in_order_and_the_end_is_reported() -> None:
    reports: list[Report] = []
    progress = Progress(lambda *report: reports.append(report))
    assert list(progress.over([3, 1, 2], "导入企业")) == [3, 1, 2]
    assert reports[0] == ("导入企业", 0, 3)
    assert reports[-1] == ("导入企业", 3, 3)


def test_many_rows_are_reported_at_most_twenty_times_a_second() -> None:
    reports: list[Report] = []
    progress = Progress(lambda *report: reports.append(report))
    for _row in progress.over(range(50_000), "导入企业"):
        pass
    assert len(reports) < 20


def test_rows_of_unknown_number_have_no_total() -> None:
    reports: list[Report] = []
    progress = Progress(lambda *report: reports.append(report))
    assert sum(progress.over((n for n in range(4)), "读取")) == 6
    assert reports[-1] == ("读取", 4, 0)


def work_until_told(progress: Progress, rows: int, told_at: int, seen: list[int]) -> None:
    for row in progress.over(range(rows), "导入企业"):
        seen.append(row)
        if row == told_at:
            progress.cancel()


def test_a_wish_to_stop_is_honoured_at_the_next_look() -> None:
    seen: list[int] = []
    with pytest.raises(Cancelled):
        work_until_told(Progress(), 10_000, 1000, seen)
    assert 1000 <= seen[-1] <= 1200


def test_a_wish_to_stop_in_the_last_row_still_stops_the_work() -> None:
    with pytest.raises(Cancelled):
        work_until_told(Progress(), 1, 0, [])


def test_work_that_nobody_watches_needs_no_listener() -> None:
    Progress().step(1, 2, "核对")
