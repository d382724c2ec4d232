import pytest
from PySide6.QtGui import QTextBlock, QTextCursor, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.bulletins.telling import Told
from desk.bulletins.tokens import exhibit_named
from tests.ui.fakes import Show
from ui.pages.bulletins.columns import edges, rows_of
from ui.pages.bulletins.editor import DraftEditor
from ui.pages.bulletins.letters import blocks, is_row
from ui.pages.bulletins.text import BulletinText

TABLE, LONG = "表·主要指标", "表·各牵头单位问题办理情况"


def find(written: str) -> Told | None:
    """Invented numbers: 走访次数 says 34, a table shows something."""
    if exhibit_named(written):
        return Told(written, "表", "", exhibit=True)
    return Told(written, "34", "次") if written == "走访次数" else None


@pytest.fixture
def text(show: Show) -> BulletinText:
    made = BulletinText()
    made.tell(find)
    show(made)
    made.setFocus()
    return made


def paste(text: BulletinText, words: str) -> None:
    QApplication.clipboard().setText(words)
    text.paste()


def stops(text: BulletinText) -> list[list[float]]:
    """Where the columns of each row of a table part."""
    return [parts for _, parts in edges(text.document())]


def last(text: BulletinText) -> QTextBlock:
    return text.document().lastBlock()


@pytest.mark.parametrize(
    ("copied", "rows"),
    [
        ("甲\t乙\r\n1\t2\r\n", [["甲", "乙"], ["1", "2"]]),
        ("\t上半年\n园区\t12\n", [["", "上半年"], ["园区", "12"]]),
        ('"两行\n一格"\t2\n', [["两行 一格", "2"]]),
        ("一段文字\n又一段\n", []),
        ("一段文字\n甲\t乙\n", []),
        ('引号"没有\t配对\n', [['引号"没有', "配对"]]),
        ('"没有\t配对\n', []),
        ("", []),
    ],
)
def test_cells_are_told_from_paragraphs(copied: str, rows: list[list[str]]) -> None:
    assert rows_of(copied) == rows


def test_the_cells_of_a_table_stand_under_each_other(text: BulletinText) -> None:
    text.set_text("一、情况\n单位\t走访\t备注\n示范发展改革局\t{走访次数}\t无\n结束。")
    heading, row = stops(text)
    assert heading == row
    assert len(row) == 2
    assert row[0] > text.fontMetrics().horizontalAdvance("示范发展改革局")
    assert [is_row(block) for block in blocks(text.document())] == [False, True, True, False]


def test_two_tables_have_columns_of_their_own(text: BulletinText) -> None:
    text.set_text("甲\t1\n之间。\n示范发展改革局\t2")
    narrow, wide = stops(text)
    assert narrow[0] < wide[0]


def test_the_columns_follow_what_is_typed(text: BulletinText) -> None:
    text.set_text("甲\t1\n乙\t2")
    before = stops(text)
    QTest.keyClicks(text, "a long cell")
    assert stops(text)[0][0] > before[0][0]
    assert stops(text)[0] == stops(text)[1]


def test_a_row_that_becomes_a_paragraph_is_set_as_one(text: BulletinText) -> None:
    text.set_text("第一段。\n甲\t乙")
    assert last(text).blockFormat().textIndent() == 0
    cursor = QTextCursor(last(text))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("一段文字。")
    assert last(text).blockFormat().textIndent() > 0
    assert stops(text) == []


def test_a_pasted_table_goes_away_by_one_undo_and_comes_back_by_one_redo(
    text: BulletinText,
) -> None:
    text.set_text("第一段。")
    text.moveCursor(QTextCursor.MoveOperation.End)
    paste(text, "甲\t乙\r\n1\t2\r\n")
    pasted, columns = text.text(), stops(text)
    assert pasted == "第一段。\n甲\t乙\n1\t2"
    text.undo()
    assert text.text() == "第一段。"
    text.redo()
    assert text.text() == pasted
    assert stops(text) == columns


def test_a_table_pasted_within_a_paragraph_stands_on_lines_of_its_own(text: BulletinText) -> None:
    text.set_text("前半句，后半句。")
    for _ in range(4):
        text.moveCursor(QTextCursor.MoveOperation.Right)
    paste(text, "甲\t乙\n")
    assert text.text() == "前半句，\n甲\t乙\n后半句。"


def test_what_is_copied_of_a_table_can_be_pasted_as_one(text: BulletinText) -> None:
    text.set_text("甲\t{走访次数}\n乙\t2")
    text.selectAll()
    text.copy()
    assert QApplication.clipboard().text() == "甲\t{走访次数}\n乙\t2"


@pytest.mark.parametrize("key", ["Backspace", "Delete"])
@pytest.mark.parametrize("line", [0, 1, 2])
def test_one_stroke_takes_a_table_and_its_line_away(
    text: BulletinText, line: int, key: str
) -> None:
    lines = ["甲。", "乙。"]
    lines.insert(line, f"{{{TABLE}}}")
    text.set_text("\n".join(lines))
    cursor = QTextCursor(text.document().findBlockByNumber(line))
    if key == "Backspace":
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    text.setTextCursor(cursor)
    QTest.keySequence(text, key)
    assert [one for one in text.text().splitlines() if one] == ["甲。", "乙。"]


def test_a_table_is_put_before_the_line_at_whose_beginning_the_cursor_is(
    text: BulletinText,
) -> None:
    text.set_text("甲。\n乙。")
    text.insert(TABLE)
    assert text.text() == f"{{{TABLE}}}\n甲。\n乙。"


def test_a_table_parts_no_table_of_the_office(text: BulletinText) -> None:
    text.set_text("甲\t1\n乙\t2\n结束。")
    text.insert(TABLE)
    assert text.text() == f"甲\t1\n乙\t2\n{{{TABLE}}}\n结束。"


def test_a_number_is_put_where_the_cursor_is(text: BulletinText) -> None:
    text.set_text("走访次。")
    for _ in range(2):
        text.moveCursor(QTextCursor.MoveOperation.Right)
    text.insert("走访次数")
    assert text.text() == "走访{走访次数}次。"


def test_a_table_typed_with_its_braces_becomes_one(text: BulletinText) -> None:
    text.set_text("")
    paste(text, f"{{{TABLE}")
    QTest.keyClicks(text, "}")
    assert text.wrong() == []
    assert text.text() == f"{{{TABLE}}}"


def test_a_line_that_mixes_a_table_with_words_says_why_it_cannot_stay(text: BulletinText) -> None:
    text.set_text(f"见{{{TABLE}}}。\n{{{LONG}}}")
    (sentence,) = text.mixed()
    assert TABLE in sentence
    assert "单独占一行" in sentence


def test_no_chip_is_wider_than_its_line(text: BulletinText) -> None:
    text.setFixedWidth(160)
    text.set_text(f"{{{LONG}}}")
    QApplication.processEvents()
    assert text.horizontalScrollBar().maximum() == 0


def test_a_text_that_stands_fast_keeps_its_tables(text: BulletinText) -> None:
    text.set_text(f"{{{TABLE}}}")
    text.setReadOnly(True)
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keySequence(text, "Backspace")
    QTest.keyClicks(text, "x")
    assert text.text() == f"{{{TABLE}}}"


def test_who_writes_sees_the_cursor_when_the_text_loses_room(
    text: BulletinText, qtbot: QtBot
) -> None:
    text.set_text("第一段。\n" * 60)
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.window().resize(640, 200)
    bottom = text.viewport().rect().bottom
    qtbot.waitUntil(lambda: text.height() < 200 and text.cursorRect().bottom() <= bottom())


def test_the_first_row_of_a_table_stands_out_as_its_heading(text: BulletinText) -> None:
    text.set_text("甲\t乙\n1\t2")
    first, second = blocks(text.document())
    assert len(first.layout().formats()) == 1
    assert second.layout().formats() == []


def test_labels_give_way_to_the_text_in_a_narrow_window(show: Show) -> None:
    editor = DraftEditor()
    show(editor, size=(700, 480))
    wide = editor.text.width()
    editor.window().resize(300, 480)
    QApplication.processEvents()
    assert editor.text.width() > 300 - (700 - wide)


def test_nothing_is_left_of_the_formats_of_a_chip(text: BulletinText) -> None:
    text.set_text("走访次。")
    text.insert("走访次数")
    QTest.keyClicks(text, "x")
    assert text.text() == "{走访次数}x走访次。"
    assert text.currentCharFormat().objectType() == QTextFormat.ObjectTypes.NoObject.value
