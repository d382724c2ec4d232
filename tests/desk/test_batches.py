"""Issues handed out together: one number for the batch, one sheet for each lead unit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.errors import Refused
from desk.issues import Act, step_many
from desk.slips import batches, requests
from reports.batch_slip import BatchSlip
from tests.desk import office

TODAY = office.END_OF_JULY


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_subjects(book)


def issues(book: Book) -> list[str]:
    subjects = (office.CLOUD, office.GRAIN, office.TIDE)
    return [office.issue(book, one, "2018-07-02", "旺季停电") for one in subjects]


def hand_out(book: Book, numbers: list[str], unit: str = office.POWER) -> str:
    """Hand issues out on one day; returns the number of their batch."""
    taken = step_many(book, numbers, Act("dispatch", {"lead_unit": unit}), office.ACTOR)
    (batch,) = {one.batch for one in taken}
    return batch


def sheet(book: Book, number: str) -> BatchSlip:
    with book.read() as connection:
        return batches.batch(connection, number, TODAY)


def test_what_is_handed_out_together_has_one_number_and_the_next_batch_the_next(
    book: Book,
) -> None:
    first, second, third = issues(book)
    assert hand_out(book, [first, second]) == "试办-2018-第1批"
    assert hand_out(book, [third, office.issue(book, office.COLD, "2018-07-02", "限高")]) == (
        "试办-2018-第2批"
    )
    said = sheet(book, second)
    assert (said.batch, said.lead_unit) == ("试办-2018-第1批", office.POWER)
    assert [line.number for line in said.issues] == [first, second]


def test_a_sheet_has_only_what_its_unit_still_has(book: Book) -> None:
    first, second, third = issues(book)
    hand_out(book, [first, second, third])
    office.take(book, second, "return", "2018-07-31", reason="不属本单位")
    office.take(book, third, "reassign", "2018-07-31", lead_unit=office.LAND, reason="属国土")
    assert [line.number for line in sheet(book, first).issues] == [first]
    assert sheet(book, third).lead_unit == office.LAND
    with book.read() as connection:
        assert len(batches.one_each(connection, [first, second, third])) == 2
    with pytest.raises(Refused, match="还没有交办"):
        sheet(book, second)


def test_what_is_handed_out_alone_is_a_sheet_of_its_own(book: Book) -> None:
    first, _, _ = issues(book)
    assert hand_out(book, [first]) == ""
    said = sheet(book, first)
    assert (said.batch, len(said.issues)) == ("", 1)


def test_an_extension_slip_keeps_both_deadlines_and_who_asked_and_granted(book: Book) -> None:
    first, _, _ = issues(book)
    office.take(book, first, "dispatch", "2018-07-10", lead_unit=office.POWER)
    office.take(book, first, "accept", "2018-07-10", responsible="李安四")
    asked = {"due_on": "2018-07-27", "reason": "变压器未到", "by": "李安四"}
    office.take(book, first, "ask_extension", "2018-07-11", **asked)
    with book.read() as connection:
        assert requests.extension(connection, first, TODAY).agreed is None
    office.take(book, first, "grant_extension", "2018-07-12", by="周安一")
    with book.read() as connection:
        slip = requests.extension(connection, first, TODAY)
    assert [f"{day:%m%d}" for day in (slip.first_due_on, slip.due_on, slip.until) if day] == [
        *("0717", "0717", "0727")
    ]
    assert (slip.by, slip.agreed, slip.decided_by) == ("李安四", True, "周安一")


def test_an_escalation_report_says_to_whom_and_why_and_keeps_the_answer(book: Book) -> None:
    first, _, _ = issues(book)
    with book.read() as connection, pytest.raises(Refused, match="没有提级的记录"):
        requests.escalation(connection, first, TODAY)
    office.take(book, first, "dispatch", "2018-07-10", lead_unit=office.POWER)
    office.take(book, first, "escalate", "2018-07-12", to="市供电公司", reason="线路属市公司")
    office.take(book, first, "answer", "2018-07-20", text="八月改线")
    with book.read() as connection:
        slip = requests.escalation(connection, first, TODAY)
    assert (slip.to, slip.reason, slip.words) == ("市供电公司", "线路属市公司", "八月改线")
