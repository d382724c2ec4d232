"""Files of what is there already: a visit, a subject, a card."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.book.casebook import Book
from desk.book.place import Place
from desk.book.undo import undo
from models.tables import Visit
from tests.sitting import Sitting, until
from tests.stories.conftest import SitDown
from tests.stories.handing import copy, drop, photograph, taken, written
from tests.stories.test_search import Searching
from tests.ui.fakes import Viewer
from ui.filesbox import FilesBox
from ui.filetile import FileTile
from ui.pages.cards import CardsPage
from ui.pages.dossier import DossierPage
from ui.pages.factspane import FactsPane
from ui.pages.listpage import ListPage
from ui.pages.subjects import SubjectsPage
from ui.pages.visits import VisitsPage

PAGES = ("visits", "subjects", "cards")
PASTED = "粘贴的图片-1.png"


class Desk:
    """A person at the first record of a page."""

    def __init__(self, me: Sitting, page: str) -> None:
        self.me = me
        self.page = cast("ListPage", me.page(page))
        self.page.table.setFocus()
        self.page.table.selectRow(0)

    @property
    def pane(self) -> FactsPane:
        match self.page:
            case VisitsPage():
                return self.page.visit
            case SubjectsPage():
                return self.page.subject
            case _:
                return cast("CardsPage", self.page).card

    @property
    def box(self) -> FilesBox:
        return self.pane.files

    @property
    def names(self) -> list[str]:
        """The files in sight."""
        return [tile.name for tile in self.tiles if tile.isVisible()]

    @property
    def tiles(self) -> Sequence[FileTile]:
        return self.box.flow.tiles

    @property
    def book(self) -> Book:
        return self.page.workspace.book

    def done(self) -> None:
        """Wait for what is written beside the window."""
        until(lambda: not self.me.window.jobs.busy)
        self.me.window.activateWindow()  # a dialog may have come that told of the work
        QApplication.processEvents()

    def paste(self) -> None:
        self.me.press("Ctrl+V")
        self.done()

    def drop(self, *paths: Path) -> None:
        drop(self.pane, *paths)
        self.done()

    def choose(self, tile: FileTile, label: str) -> None:
        """Choose from the menu of a tile."""
        menu = tile.corner.menu()
        assert menu is not None
        next(one for one in menu.actions() if one.text() == label).trigger()
        QApplication.processEvents()


@pytest.mark.parametrize("page", PAGES)
def test_files_come_by_drop_by_paste_and_by_button_and_are_there_when_opened_again(
    demo: Place, sit_down: SitDown, tmp_path: Path, page: str
) -> None:
    scan, list_ = written(tmp_path, "会谈纪要.pdf"), written(tmp_path, "清单.xlsx")
    me = sit_down(demo, [str(list_)])
    at = Desk(me, page)
    assert at.box.heading.text() == "照片和附件"
    at.drop(scan, taken(tmp_path / "现场.jpg"))
    assert at.names == ["会谈纪要.pdf", "现场.jpg"]
    assert "添加附件 2 个；Ctrl+Z 可撤销" in me.said()
    copy(image=photograph())
    at.paste()
    at.box.add_button.click()
    at.done()
    everything = ["会谈纪要.pdf", "现场.jpg", PASTED, "清单.xlsx"]
    assert (at.names, at.box.heading.text()) == (everything, "照片和附件 4")
    assert me.ask.warned == []
    until(lambda: [tile.pictured for tile in at.tiles] == [False, True, True, False])
    me.picture(f"附件-{page}")
    me.leave()
    assert Desk(sit_down(demo), page).names == everything


def test_two_pictures_that_are_pasted_in_quick_succession_have_names_of_their_own(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, "visits")
    copy(image=photograph())
    me.press("Ctrl+V", "Ctrl+V")
    at.done()
    assert at.names == [PASTED, "粘贴的图片-2.png"]


@pytest.mark.parametrize("page", PAGES)
def test_a_file_is_removed_and_ctrl_z_brings_it_back(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, page: str
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, page)
    at.drop(written(tmp_path, "甲.pdf"), written(tmp_path, "乙.pdf"))
    at.choose(at.tiles[0], "移除")
    assert at.names == ["乙.pdf"]
    assert "的附件“甲.pdf”；Ctrl+Z 可撤销" in me.said()
    assert me.ask.asked == []
    me.press("Ctrl+Z")
    assert sorted(at.names) == ["乙.pdf", "甲.pdf"]
    me.press("Ctrl+Z")
    assert at.names == []
    assert at.box.heading.text() == "照片和附件"


def test_the_keyboard_alone_opens_and_removes(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, viewer: Viewer
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, "visits")
    at.drop(written(tmp_path, "甲.pdf", b"1"), written(tmp_path, "乙.pdf", b"2"))
    at.box.add_button.setFocus()
    me.press("Tab")
    assert me.focused in at.tiles[:1]
    me.press("Return", "Space")
    assert [path.read_bytes() for path in viewer.opened] == [b"1", b"1"]
    me.press("Delete")
    assert at.names == ["乙.pdf"]
    assert me.focused in at.tiles
    me.press("Delete")
    assert me.focused is at.box.add_button


def test_a_click_opens_a_file_and_a_copy_is_saved_elsewhere(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, viewer: Viewer
) -> None:
    me = sit_down(demo_book_folder, tmp_path / "另存.pdf")
    at = Desk(me, "subjects")
    at.drop(written(tmp_path, "协议.pdf", b"agreement"))
    QTest.mouseClick(at.tiles[0], Qt.MouseButton.LeftButton, pos=QPoint(20, 30))
    assert [path.name for path in viewer.opened] == ["协议.pdf"]
    assert viewer.opened[0].read_bytes() == b"agreement"
    at.choose(at.tiles[0], "另存为…")
    assert (tmp_path / "另存.pdf").read_bytes() == b"agreement"
    assert "已保存到" in me.said()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [(b"", "附件“乙.pdf”是空文件；请换一个文件。"), (None, "找不到文件“")],
    ids=["empty", "gone"],
)
def test_where_one_of_two_files_cannot_be_read_none_is_added(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, wrong: bytes | None, why: str
) -> None:
    good, bad = written(tmp_path, "甲.pdf"), tmp_path / "乙.pdf"
    if wrong is not None:
        bad.write_bytes(wrong)
    me = sit_down(demo_book_folder, [str(good), str(bad)])
    at = Desk(me, "visits")
    at.box.add_button.click()
    at.done()
    assert [warned[: len(why)] for warned in me.ask.warned] == [why]
    assert at.names == []
    assert at.box.heading.text() == "照片和附件"


def test_a_record_that_is_gone_meanwhile_takes_nothing(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, "visits")
    with at.book.change("又一次走访", "周安一") as session:
        gone = session.create(Visit, number="渤新A-2018-9999").uid
    undo(at.book)
    at.box.show_files(gone, ())
    at.drop(written(tmp_path, "甲.pdf"))
    assert me.ask.warned == ["这条记录已被删除或撤销；请刷新列表后重试。"]


def test_a_list_that_is_copied_from_excel_stays_a_list(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, "subjects")
    copy(image=photograph(), text="企业名称\t园区\n临港示范材料有限公司\t东园")
    me.press("Ctrl+V")
    until(lambda: not me.window.jobs.busy)
    assert at.names == []
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()


def test_a_picture_is_not_taken_where_words_are_searched(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, "visits")
    at.page.search()
    copy(written(tmp_path, "甲.pdf"))
    me.press("Ctrl+V")
    at.done()
    assert at.box.heading.text() == "照片和附件"


def test_with_several_records_chosen_it_is_said_to_choose_one(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, "cards")
    me.press("Shift+Down")
    copy(written(tmp_path, "甲.pdf"))
    at.paste()
    assert "请只选一条" in me.said()
    assert at.tiles == []


def test_the_place_where_files_fall_is_shown_while_they_are_held_over_the_pane(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    at = Desk(sit_down(demo_book_folder), "visits")
    mime = copy(written(tmp_path, "甲.pdf"))
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    at.pane.dragEnterEvent(entered)
    assert entered.isAccepted()
    assert at.box.property("kind") == "target"
    at.me.picture("附件-拖来")
    at.pane.dragLeaveEvent(QDragLeaveEvent())
    assert at.box.property("kind") != "target"


def test_the_operation_record_tells_of_the_files(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, "cards")
    at.drop(written(tmp_path, "甲.pdf"))
    at.choose(at.tiles[0], "移除")
    me.press("Ctrl+H")
    dialog = cast("CardsPage", at.page).log
    told = [dialog.tree.topLevelItem(place) for place in range(2)]
    said = [[item.text(2), item.child(0).text(2)] for item in told if item is not None]
    assert said[0][1] == "删除附件“甲.pdf”"
    assert said[1][1] == "新增附件　文件名：甲.pdf"
    assert said[1][0].endswith("添加附件 1 个")
    dialog.close()


@pytest.mark.parametrize("page", ["subjects", "cards"])
def test_the_time_line_tells_of_the_file_and_opens_it(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, viewer: Viewer, page: str
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, page)
    at.drop(written(tmp_path, "厂门合影.pdf", b"1"))
    uid = at.page.current()
    if page == "cards":
        uid = cast("CardsPage", at.page)._detail(uid).line.refers["subject"]
    me.window.show_page("dossier", uid)
    story = cast("DossierPage", me.window.page)
    story.filter_by("attachment")
    (entry,) = story.timeline.entries.entries
    assert entry.title == "厂门合影.pdf"
    assert entry.on is not None
    me.picture(f"一企一档-附件-{page}")
    story.timeline.setFocus()
    story.timeline.go_to(0)
    me.press("Return")
    assert [path.name for path in viewer.opened] == ["厂门合影.pdf"]


@pytest.mark.parametrize("page", PAGES)
def test_two_characters_of_its_name_find_a_file_and_enter_leads_to_its_record(
    demo_book_folder: Path, sit_down: SitDown, tmp_path: Path, qtbot: QtBot, page: str
) -> None:
    me = sit_down(demo_book_folder)
    at = Desk(me, page)
    at.page.table.selectRow(2)
    uid = at.page.current()
    at.drop(written(tmp_path, "厂门合影.pdf"))
    at.page.table.selectRow(0)
    searching = Searching(me, qtbot)
    searching.write("合影")
    assert [row.hit.title for row in searching.rows] == ["厂门合影.pdf"]
    me.press("Return")
    assert me.window.page is at.page
    assert at.page.current() == uid
    assert at.names == ["厂门合影.pdf"]
