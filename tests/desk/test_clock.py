"""The door of time."""

from datetime import UTC, datetime

from desk.clock import Clock, new_uid, real_milliseconds, real_now, standing_still

MOMENT = datetime(2018, 7, 31, 9, 30, tzinfo=UTC)


def test_time_stands_still_for_a_drawing_and_goes_on_after_it() -> None:
    before = real_milliseconds()
    with standing_still(MOMENT):
        told = real_now(), real_milliseconds(), Clock().today()
        assert told == (real_now(), real_milliseconds(), Clock().today())
        assert datetime.fromisoformat(told[0]) == MOMENT
        assert new_uid() != new_uid()
    assert real_milliseconds() >= before
