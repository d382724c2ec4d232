"""A new casebook begins whole or not at all; and what fits what was typed ranks."""

from pathlib import Path

import pytest

from desk import beginning
from desk.beginning import Beginning, begin, check_code, units_of
from desk.book.casebook import Book
from desk.errors import Refused
from desk.settings import office
from models.pinyin import fit


def test_what_is_blank_has_its_default_and_units_are_there(tmp_path: Path) -> None:
    place = tmp_path / "台账"
    begin(place, Beginning(code="试办", units=("试办区经发局",)), "周安一")
    with Book.open(place, writable=False) as book, book.read() as connection:
        said = office(connection)
        assert (said.code, said["office"], said["tier"]) == ("试办", "双创双服工作办公室", "县")


def test_a_beginning_that_is_refused_leaves_no_casebook(tmp_path: Path) -> None:
    place = tmp_path / "台账"
    with pytest.raises(Refused):
        begin(place, Beginning(units=("试办区经发局", "试办区经发局")), "周安一")
    assert not place.exists()
    begin(place, Beginning(units=("试办区经发局",)), "周安一")
    assert place.is_dir()


@pytest.mark.parametrize("code", ["", "甲-1", "甲乙丙丁戊己庚辛壬", "甲 1"])
def test_a_code_that_cannot_stand_in_numbers_is_refused(code: str) -> None:
    with pytest.raises(Refused, match=str(beginning.LONGEST_CODE)):
        check_code(code)


def test_units_are_read_one_a_line_or_parted_each_once() -> None:
    assert units_of(" 甲局\n\n乙局、丙局\n甲局 ") == ("甲局", "乙局", "丙局")
    assert units_of("") == ()


def test_what_fits_better_ranks_first() -> None:
    words = ("名单", "导入名单", "导入", "淡入")
    assert [fit(word, "导入") for word in words] == [0, 1, 1, 0]
    assert [fit(word, "名单") for word in words] == [1, 2, 0, 0]
    tries = ("dr", "daoru", "md", "mingdan", "xx")
    assert [fit("导入名单", one) for one in tries] == [3, 4, 5, 6, 0]
    assert fit("导入名单", "dao ru") == 4
