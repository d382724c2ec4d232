"""People in one cell: names, posts, telephones, several of them."""

import pytest

from desk.intake.persons import Said, parted, people_in, set_apart


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("张安七", [Said("张安七")]),
        ("张 安七", [Said("张安七")]),
        ("张安七 13800000000", [Said("张安七", "13800000000")]),
        ("张安七１３８００００００００", [Said("张安七", "13800000000")]),
        ("张安七：0317-5761234", [Said("张安七", "0317-5761234")]),
        ("张安七（13800000000）", [Said("张安七", "13800000000")]),
        ("张安七 电话：138-0000-0000", [Said("张安七", "13800000000")]),
        ("张安七（副局长）", [Said("张安七", "", "副局长")]),
        ("张安七（女）", [Said("张安七")]),
        ("张安七（副局长）13800000000", [Said("张安七", "13800000000", "副局长")]),
        ("张安七、王安八 13900000000", [Said("张安七"), Said("王安八", "13900000000")]),
        (
            "张安七 13800000000\n13900000000",
            [Said("张安七", "13800000000、13900000000")],
        ),
        ("13800000000", [Said("", "13800000000")]),
        ("", []),
    ],
)
def test_a_cell_is_read_as_the_people_it_names(cell: str, people: list[Said]) -> None:
    assert list(people_in(cell)) == people


@pytest.mark.parametrize(
    ("cell", "apart"),
    [
        ("张安七\n王安八", "张安七、王安八"),
        ("张安七 王安八", "张安七、王安八"),
        ("张 安七", "张 安七"),
        ("副区长 张安七", "张安七（副区长）"),
        ("张安七 主任", "张安七（主任）"),
        ("副区长 张安七，甲局局长 王安八", "张安七（副区长）、王安八（甲局局长）"),
        ("张安七 13800000000", "张安七 13800000000"),
    ],
)
def test_blanks_and_lines_part_people_but_not_a_name_from_its_post(cell: str, apart: str) -> None:
    assert set_apart(cell) == apart


def test_names_and_telephones_are_parted_or_left_together() -> None:
    assert parted("张安七 13800000000、王安八 13900000000") == (
        "张安七、王安八",
        "13800000000、13900000000",
    )
    assert parted("张安七12345") is None
    assert parted("") is None
