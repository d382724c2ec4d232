"""Files that show something for a step: dropped, picked, pasted, saved with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.sitting import Sitting, keep_picture, until
from tests.stories.conftest import SitDown
from tests.stories.handing import copy, drop, photograph, saved_beside, taken, written
from tests.ui.fakes import FakeAsk
from ui.editors import FilesEdit
from ui.formdialog import FormDialog
from ui.forms import Form
from ui.pages.issues import IssuesPage

PASTED = "粘贴的图片-1.png"


class Filler(FakeAsk):
    """Fills in a form in its dialog by doing something with its keyboard and mouse."""

    def __init__(self, me: Sitting, act: Callable[[Form], None], *answers: object) -> None:
        super().__init__(*answers)
        self._me, self._act = me, act

    def fill(self, title: str, form: Form, yes: str = "确定") -> dict[str, object] | None:
        """See Ask."""
        dialog = FormDialog(self._me.window, title, form, yes)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        self._act(form)
        keep_picture(dialog, "附件-办理步骤")
        values = form.values()
        dialog.reject()
        dialog.deleteLater()
        return values


def test_a_step_takes_files_by_drop_by_button_and_by_paste(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo_book_folder)
    page = cast("IssuesPage", me.page("issues"))
    page.filter_by("resolved")
    page.table.selectRow(0)
    photo, scan = taken(tmp_path / "现场.jpg"), written(tmp_path, "验收单.pdf")

    def act(form: Form) -> None:
        evidence = form.rows["evidence"].editor
        assert isinstance(evidence, FilesEdit)
        drop(evidence, photo)
        QTest.mouseClick(evidence.add_button, Qt.MouseButton.LeftButton)
        copy(image=photograph())
        form.rows["on"].editor.setFocus()
        me.press("Ctrl+V")
        assert [tile.name for tile in evidence.flow.tiles] == ["现场.jpg", "验收单.pdf", PASTED]
        until(lambda: [tile.pictured for tile in evidence.flow.tiles] == [True, False, True])

    page.workspace.ask = asking = Filler(me, act, [str(scan)])
    page.issue.primary.click()
    QApplication.processEvents()
    assert asking.warned == []
    shown = [one.text().split("　")[0] for one in page.issue.findChildren(QPushButton)]
    assert {"现场.jpg", "验收单.pdf", PASTED} <= set(shown)


def test_a_step_with_files_is_taken_beside_the_window_which_may_not_stand_still(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    scan = written(tmp_path, "验收单.pdf")
    me = sit_down(demo_book_folder, {"evidence": (scan,), "on": date(2018, 7, 30)})
    page = cast("IssuesPage", me.page("issues"))
    page.filter_by("resolved")
    page.table.selectRow(0)
    beside = saved_beside(page.workspace.book)
    page.issue.primary.click()
    QApplication.processEvents()
    assert (me.ask.warned, beside) == ([], [True])
    shown = [one.text().split("　")[0] for one in page.issue.findChildren(QPushButton)]
    assert "验收单.pdf" in shown
