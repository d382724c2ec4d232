"""The line breaker, on texts small enough to read and on a corpus made by rule."""

import random

import pytest

from reports.typeset import (
    FORBIDDEN_END,
    FORBIDDEN_START,
    Frame,
    Line,
    break_lines,
    justify,
)

EM = 10.0
PIECES = (
    "企业反映",
    "用电负荷不足，",
    "（含电缆沟1.2公里）",
    "1,024家次、",
    "“首问负责、限时办结”",
    "89.3%；",
    "2026年12月30日前",
    "91130900MA0ABCDE5K",
    "按照GB/T 9704-2012",
    "《问题台账》",
    "10 kV专线",
    "——",
    "不得延期……",
    "office@example.org",
    "3,000万元。",
    "（一）",
    "【东湖〔2018〕12号】",
    "第7期",
    "落实到人！",
)


def advances(text: str) -> list[float]:
    """Han ten points wide, Latin five."""
    return [EM if ord(char) > 0x2000 else EM / 2 for char in text]


def broken(text: str, width: float, indent: float = 0) -> list[str]:
    """The lines of a text as strings."""
    lines = break_lines(text, advances(text), Frame(width, indent, EM))
    return [text[line.start : line.end] for line in lines]


def corpus(count: int) -> list[str]:
    """Paragraphs put together from marks, numbers, codes and Han, always the same."""
    chance = random.Random(20180731)
    return [joined(chance.choices(PIECES, k=chance.randint(5, 40))) for _ in range(count)]


def joined(pieces: list[str]) -> str:
    """Pieces in a row; between two Latin ones a Han, lest they become one word."""
    text = ""
    for piece in pieces:
        text += "与" + piece if text[-1:].isascii() and piece[0].isascii() else piece
    return text


def widths(text: str, lines: list[Line]) -> list[float]:
    """What each line takes up after justification."""
    taken = []
    for line in lines:
        part = slice(line.start, line.end)
        room = min(line.room, 0) if line.last else line.room
        places = justify(text[part], advances(text[part]), room, EM)
        taken.append(sum(place.advance for place in places))
    return taken


def test_han_fill_the_line() -> None:
    assert broken("一二三四五六七八九十", 40) == ["一二三四", "五六七八", "九十"]


def test_the_first_line_is_shorter_by_its_indent() -> None:
    assert broken("一二三四五六", 40, indent=20) == ["一二", "三四五六"]


def test_a_closing_mark_takes_the_character_before_it_along() -> None:
    assert broken("一二三四，五六", 40) == ["一二三", "四，五六"]


def test_an_opening_mark_goes_down_with_what_it_opens() -> None:
    assert broken("一二三（四五）六", 40) == ["一二三", "（四五）", "六"]


def test_punctuation_is_squeezed_to_take_in_a_closing_mark() -> None:
    text = "一、二、三、四五，六七八九十"
    lines = break_lines(text, advances(text), Frame(80, 0, EM))
    assert text[: lines[0].end] == "一、二、三、四五，"
    assert lines[0].room == pytest.approx(-10)
    assert widths(text, lines)[0] == pytest.approx(80)


def test_a_rigid_frame_squeezes_nothing() -> None:
    text = "一、二、三、四五，六七八九十"
    lines = break_lines(text, advances(text), Frame(80, 0, EM, rigid=True))
    assert text[: lines[0].end] == "一、二、三、四"


@pytest.mark.parametrize(
    "token", ["1,024", "89.3%", "12月", "GB/T 9704", "10 kV", "3.5MPa", "第7期", "——", "……"]
)
def test_numbers_units_words_and_dashes_stay_whole(token: str) -> None:
    text = f"一二三四{token}五六七八九十一二三四"
    for width in range(80, 200, 5):
        assert token in "|".join(broken(text, width))


def test_a_long_code_is_divided_where_the_line_would_be_loose() -> None:
    first, second = broken("一二三四91130900MA0ABCDE5K", 100)
    assert first == "一二三四91130900MA0A"
    assert second == "BCDE5K"


def test_a_long_code_goes_down_whole_where_little_is_lost() -> None:
    assert broken("一二三四五六七八九91130900MA0ABCDE5K", 100)[1] == "91130900MA0ABCDE5K"


def test_blanks_at_a_break_are_dropped() -> None:
    assert broken("一二三四 五六", 40) == ["一二三四", "五六"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert broken("", 40) == [""]


def test_a_cell_too_narrow_for_a_number_divides_it() -> None:
    assert "".join(broken("共1234567890个", 20)) == "共1234567890个"


@pytest.mark.parametrize("width", [442.2, 280.0, 120.0])
def test_no_line_of_the_corpus_breaks_a_rule(width: float) -> None:
    for text in corpus(150):
        lines = break_lines(text, advances(text), Frame(width, 2 * EM, EM))
        shown = [text[line.start : line.end] for line in lines]
        assert "".join(shown).replace(" ", "") == text.replace(" ", "")
        assert not [line for line in shown[1:] if line[0] in FORBIDDEN_START]
        assert not [line for line in shown[:-1] if line[-1] in FORBIDDEN_END]
        first, *rest = widths(text, lines)
        assert first <= width - 2 * EM + 1e-6
        assert all(taken <= width + 1e-6 for taken in rest)


def test_no_number_of_the_corpus_is_broken() -> None:
    for text in corpus(150):
        lines = "|".join(broken(text, 280))
        for token in ("1,024", "89.3%", "2026年", "12月", "30日", "3,000万元", "1.2公里", "10 kV"):
            assert lines.count(token) == text.count(token), token


def test_justified_lines_reach_the_edge_and_leave_numbers_closed() -> None:
    text = "一二三1,024家四五"
    places = justify(text, advances(text), 6.0, EM)
    assert sum(place.advance for place in places) == pytest.approx(sum(advances(text)) + 6)
    number = slice(text.index("1"), text.index("家") - 1)
    assert {place.advance for place in places[number]} == {EM / 2}


def test_a_line_with_too_much_room_is_left_ragged() -> None:
    places = justify("一二", [EM, EM], 60.0, EM)
    assert [place.advance for place in places] == [EM, EM]


def test_a_squeezed_opening_mark_moves_its_ink_to_the_left() -> None:
    first, opening, han = justify("甲（一", [EM] * 3, -5.0, EM)
    assert (opening.offset, opening.advance) == (-5.0, 5.0)
    assert (first.offset, first.advance) == (han.offset, han.advance) == (0.0, EM)


def test_an_opening_mark_that_begins_a_line_keeps_its_cell() -> None:
    opening, _, closing, _ = justify("（一）二", [EM] * 4, -5.0, EM)
    assert (opening.offset, opening.advance) == (0.0, EM)
    assert closing.advance == EM - 5.0
