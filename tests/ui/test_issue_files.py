"""What is half filled in, what is attached, what goes to paper: with real dialogs and files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desk.attachments import Evidence
from desk.issues import Act, step
from tests.reports.paper import pdf_text
from tests.sitting import Sitting
from tests.ui.fakes import Viewer
from ui.ask import WindowAsk
from ui.attached import safe_name
from ui.editors import FilesEdit
from ui.filetile import FileTile
from ui.formdialog import FormDialog
from ui.pages.issues import IssuesPage

SitDown = Callable[[], Sitting]


@pytest.fixture
def sit_down(demo_book_folder: Path, tmp_path: Path) -> Iterator[SitDown]:
    """Sits down before the demo; every window is closed in the end."""
    sittings: list[Sitting] = []

    def sit() -> Sitting:
        sittings.append(Sitting(tmp_path))
        sittings[-1].open(demo_book_folder)
        return sittings[-1]

    yield sit
    for sitting in sittings:
        sitting.leave()


@pytest.fixture
def me(sit_down: SitDown) -> Sitting:
    """A person before the ledger."""
    sitting = sit_down()
    sitting.page("issues")
    return sitting


def ledger(me: Sitting) -> IssuesPage:
    return cast("IssuesPage", me.window.pages["issues"])


def pick(me: Sitting, chip: str) -> IssuesPage:
    """The first issue of a chip."""
    page = ledger(me)
    page.filter_by(chip)
    page.table.selectRow(0)
    QApplication.processEvents()
    return page


def buttons(page: IssuesPage) -> dict[str, QPushButton]:
    return {b.text(): b for b in page.issue.findChildren(QPushButton) if b.isVisible()}


def in_dialog(act: Callable[[FormDialog], None]) -> None:
    """Do something in the dialog that is about to open."""

    def then() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        act(dialog)

    QTimer.singleShot(0, then)


def half_fill(text: str) -> Callable[[FormDialog], None]:
    """Write into the first field by an input method, and leave by Esc."""

    def act(dialog: FormDialog) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(dialog.focusWidget(), event)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    return act


# --- drafts ---------------------------------------------------------------------------------------


def begin_rejecting(me: Sitting, text: str) -> IssuesPage:
    page = pick(me, "resolved")
    page.workspace.ask = WindowAsk(me.window)
    in_dialog(half_fill(text))
    reject = next(a for a in page.issue.more.actions() if a.text() == "驳回…")
    reject.trigger()
    QApplication.processEvents()
    return page


def test_a_step_that_is_waved_away_is_kept_and_offered_again(me: Sitting) -> None:
    page = begin_rejecting(me, "照片看不清")
    assert "“驳回”填了一半，已保留" in me.reads(page.issue)
    kept: list[object] = []

    def look(dialog: FormDialog) -> None:
        kept.append(dialog.form.values()["reason"])
        dialog.reject()

    in_dialog(look)
    buttons(page)["继续"].click()
    assert kept == ["照片看不清"]


def test_a_step_half_filled_in_is_in_sight_at_the_next_start(
    me: Sitting, sit_down: SitDown
) -> None:
    uid = begin_rejecting(me, "照片看不清").current()
    me.window.close()
    again = sit_down()
    page = ledger(again)
    assert again.window.page is page
    assert page.current() == uid
    assert "“驳回”填了一半，已保留" in again.reads(page.issue)


def test_a_draft_that_is_thrown_away_is_gone(me: Sitting) -> None:
    page = begin_rejecting(me, "照片看不清")
    buttons(page)["丢弃"].click()
    QApplication.processEvents()
    assert "填了一半" not in me.reads(page.issue)
    assert not page.has_draft()


def test_a_form_that_was_only_looked_at_leaves_no_draft(me: Sitting) -> None:
    page = begin_rejecting(me, "")
    assert not page.has_draft()


def test_a_step_that_is_refused_keeps_what_was_written(me: Sitting) -> None:
    page = pick(me, "resolved")
    me.ask.answers.append({"on": page.workspace.book.clock.today().replace(year=2017)})
    buttons(page)["核实"].click()
    QApplication.processEvents()
    assert len(me.ask.warned) == 1
    assert "“核实”填了一半，已保留" in me.reads(page.issue)


def test_a_registration_that_is_waved_away_goes_on_later(me: Sitting) -> None:
    page = ledger(me)
    page.workspace.ask = WindowAsk(me.window)
    in_dialog(half_fill("澜津"))
    page.new_button.click()
    assert page.new_button.text() == "继续登记"
    assert page.has_draft()


def test_a_mending_that_is_waved_away_goes_on_later(me: Sitting, sit_down: SitDown) -> None:
    page = pick(me, "red")
    page.workspace.ask = WindowAsk(me.window)
    in_dialog(half_fill("再改"))
    me.press("F2")
    assert "继续修改" in buttons(page)
    me.window.close()
    assert "继续修改" in buttons(ledger(sit_down()))


# --- files ----------------------------------------------------------------------------------------


def attach(me: Sitting, name: str, data: bytes) -> IssuesPage:
    page = pick(me, "resolved")
    book = page.workspace.book
    act = Act("progress", {"note": "见附件"}, [Evidence(name, data)])
    step(book, page.in_hand()[0].shown["number"], act, "周安一")
    QApplication.processEvents()
    return page


def test_a_file_of_a_step_opens_as_it_was_handed_in(me: Sitting, viewer: Viewer) -> None:
    page = attach(me, "会议纪要.pdf", b"minutes of the meeting")
    buttons(page)["会议纪要.pdf　22 B"].click()
    assert [path.name for path in viewer.opened] == ["会议纪要.pdf"]
    assert viewer.opened[0].read_bytes() == b"minutes of the meeting"


def test_a_program_is_saved_and_never_started(me: Sitting, viewer: Viewer, tmp_path: Path) -> None:
    page = attach(me, "通知.exe", b"MZ")
    me.ask.answers.append(tmp_path / "saved.exe")
    buttons(page)["通知.exe　2 B"].click()
    assert viewer.opened == []
    assert (tmp_path / "saved.exe").read_bytes() == b"MZ"


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\temp\\a.doc", "C__temp_a.doc"),
        ("..", "附件"),
        ("现场 照片.jpg", "现场 照片.jpg"),
    ],
)
def test_the_name_of_a_file_leads_nowhere(sent: str, safe: str) -> None:
    assert safe_name(sent) == safe


def test_files_are_picked_dropped_and_taken_off(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = tmp_path / "甲.pdf", tmp_path / "乙.pdf"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    editor = FilesEdit(lambda: [first], nothing_kept, nothing_shown)
    qtbot.addWidget(editor)
    editor.add_button.click()
    editor.add_button.click()
    drop(editor, [second, tmp_path])
    assert editor.value() == (first, second)
    assert editor.problem() == ""
    first.unlink()
    assert "甲.pdf" in editor.problem()
    again = FilesEdit(list, nothing_kept, nothing_shown)
    qtbot.addWidget(again)
    again.restore(editor.draft())
    assert again.value() == (first, second)
    again.restore("")
    assert again.value() is None


def nothing_kept(_name: str, _image: QImage) -> None:
    """No picture is pasted."""


def nothing_shown(_tile: FileTile, _path: Path) -> None:
    """No file is a picture."""


def drop(editor: FilesEdit, paths: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    editor.dropEvent(event)


# --- paper ----------------------------------------------------------------------------------------


def test_the_list_is_written_as_it_is_filtered(me: Sitting, qtbot: QtBot, tmp_path: Path) -> None:
    page = pick(me, "red")
    path = tmp_path / "超期.pdf"
    me.ask.answers.append(path)
    with qtbot.waitSignal(page.workspace.jobs.idle, timeout=60_000):
        page.export(".pdf")
    assert me.ask.warned == []
    text = pdf_text(path.read_bytes())
    assert text.count("渤新A-2018-") == page.source.count()
    assert f"已导出到 {path}" in me.said()


def test_the_list_is_written_as_excel_from_the_menu(
    me: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    page = pick(me, "red")
    path = tmp_path / "超期.xlsx"
    me.ask.answers.append(path)
    (action,) = (
        one for menu in page.findChildren(QMenu) for one in menu.actions() if "Excel" in one.text()
    )
    with qtbot.waitSignal(page.workspace.jobs.idle, timeout=60_000):
        action.trigger()
    assert me.ask.warned == []
    sheet = load_workbook(path).worksheets[0]
    numbers = [row[2] for row in sheet.iter_rows(values_only=True) if row[2]]
    assert numbers[0] == "编号"
    assert len(numbers) == page.source.count() + 1


def test_the_list_is_written_as_it_is_searched_sorted_and_arranged(
    me: Sitting, qtbot: QtBot, tmp_path: Path
) -> None:
    page = pick(me, "red")
    shown = [page.columns.index(name) for name in ("due_on", "number", "title")]
    for place in range(len(page.columns)):
        page.table.setColumnHidden(place, place not in shown)
    header = page.table.horizontalHeader()
    header.moveSection(header.visualIndex(shown[0]), 0)
    page.table.sort_requested.emit("due_on", True)
    word = str(page.source.rows(0, 1)[0][page.columns.index("title")])[:2]
    page.ask(search=word)
    path = tmp_path / "查到的.xlsx"
    me.ask.answers.append(path)
    with qtbot.waitSignal(page.workspace.jobs.idle, timeout=60_000):
        page.export(".xlsx")
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == "序号")
    assert rows[start][1:] == ("办理时限", "编号", "问题摘要")
    assert word in str(rows[0][0])
    due = [str(row[1]) for row in rows[start + 1 :]]
    assert due == sorted(due, reverse=True)
    assert len(due) == page.source.count()


def test_a_file_of_an_unknown_kind_is_refused(me: Sitting, qtbot: QtBot, tmp_path: Path) -> None:
    page = pick(me, "red")
    me.ask.answers.append(tmp_path / "台账.txt")
    with qtbot.waitSignal(page.workspace.jobs.idle, timeout=60_000):
        page.export()
    assert "请用 .docx、.pdf 或 .xlsx" in me.ask.warned[0]
    assert not (tmp_path / "台账.txt").exists()
