"""Backups by themselves, a backup to take away, a damaged casebook, and the way back."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desk import upkeep
from desk.archives import pack
from desk.book.casebook import DATABASE, Book
from desk.checkup import check
from desk.cli.main import main
from desk.errors import Trouble
from models.tables import Issue, OperatingFigure, Replica, Subject
from tests.desk import office
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from ui.backups import RestoreDialog

PAGE = 4096  # bytes of a page of the database


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Work beside the window may take its time on a busy machine."""
    qtbot.waitUntil(holds, timeout=60_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed casebook of a summer."""
    with office.new_book(tmp_path) as book:
        office.with_a_summer(office.with_subjects(book))
        return book.folder


def backups(folder: Path) -> list[str]:
    return [one.copy.reason for one in upkeep.shelf(folder).choices]


def dialog_of(me: Sitting, qtbot: QtBot) -> RestoreDialog:
    until(qtbot, lambda: bool(me.window.findChildren(RestoreDialog)))
    return me.window.findChildren(RestoreDialog)[-1]


def told(me: Sitting, qtbot: QtBot) -> str:
    """The next thing that the window says of itself."""
    until(qtbot, lambda: bool(me.ask.told))
    return me.ask.told.pop()


def report(me: Sitting, title: str) -> None:
    """Register one more issue, as a form would."""
    assert me.window.workspace is not None
    office.issue(me.window.workspace.book, office.CLOUD, "2018-07-31", title)


def foot(me: Sitting) -> str:
    return me.window.frame.foot.text()


def test_a_damaged_casebook_comes_back_from_the_backup_of_the_last_closing(
    sit_down: SitDown, folder: Path, qtbot: QtBot
) -> None:
    me = sit_down(folder)
    assert "尚未备份" in foot(me)
    report(me, "厂区东门排水不畅")
    me.window.close()
    assert backups(folder) == ["关闭时"]
    (folder / DATABASE).write_bytes(b"rubbish" * 4000)

    again = sit_down(folder)
    assert "可能已损坏" in again.ask.warned[0]
    dialog = dialog_of(again, qtbot)
    assert dialog.chosen is not None
    assert "台账读不出来，无法比较" in again.reads(dialog)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "现在打开的是“casebook-恢复”" in told(again, qtbot)
    assert again.window.workspace is not None
    book = again.window.workspace.book
    assert book.folder == folder.with_name("casebook-恢复")
    assert check(book) == []
    with book.read() as connection:
        titles = connection.scalars(select(Issue.title)).all()
    assert "厂区东门排水不畅" in titles
    assert (folder / DATABASE).read_bytes() == b"rubbish" * 4000


def emptied(database: Path) -> None:
    database.write_bytes(b"")


def cut_short(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def scratched(database: Path) -> None:
    """Bytes turned over on every page but the first, as a failing disk or stick does."""
    data = bytearray(database.read_bytes())
    for place in range(PAGE, len(data), 97):
        data[place] ^= 0xFF
    database.write_bytes(data)


def gone(database: Path) -> None:
    database.unlink()


def overwrite(database: Path, table: str) -> None:
    """Only the first page of one table, so that the casebook opens and is damaged all the same."""
    with closing(sqlite.connect(str(database))) as connection:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(asked, (table,)).fetchone()
    data = bytearray(database.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = b"\xff" * PAGE
    database.write_bytes(data)


def writer_of(folder: Path) -> str:
    """The identity of the casebook in a folder, under which it writes its log."""
    with Book.open(folder, writable=False) as book, book.read() as connection:
        return str(connection.scalar(select(Replica.id).where(Replica.mine == 1)))


@pytest.mark.parametrize("damage", [emptied, cut_short, scratched, gone])
def test_whatever_befell_the_database_the_latest_backup_brings_the_casebook_back(
    damage: Callable[[Path], None],
    sit_down: SitDown,
    folder: Path,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    me = sit_down(folder)
    me.window.close()
    before = writer_of(folder)
    damage(folder / DATABASE)

    again = sit_down(folder)
    assert "backups" in again.ask.warned[0] or "不是台账文件夹" in again.ask.warned[0]
    dialog = dialog_of(again, qtbot)
    assert dialog.chosen is not None
    assert dialog.chosen.copy.reason == "关闭时"
    assert "恢复后没有的：台账读不出来，无法比较" in again.reads(dialog)
    dialog.agreed.click()
    assert "现在打开的是“casebook-恢复”" in told(again, qtbot)
    report(again, "恢复以后登记的问题")
    again.window.close()
    restored = folder.with_name("casebook-恢复")
    assert main(["check", str(restored)], lambda _: 0) == 0
    assert capsys.readouterr().out == "台账完好。\n"
    assert writer_of(restored) != before, "the restored one writes its log under a new name"


def test_damage_that_only_the_pages_meet_is_said_and_the_backups_are_offered(
    sit_down: SitDown, folder: Path, qtbot: QtBot
) -> None:
    with Book.open(folder) as book:
        upkeep.keep(book, upkeep.ON_CLOSING)
    overwrite(folder / DATABASE, "visit")
    me = sit_down(folder)
    assert "台账文件已损坏" in me.ask.warned[0]
    assert me.window.workspace is None
    dialog = dialog_of(me, qtbot)
    dialog.agreed.click()
    assert "现在打开的是“casebook-恢复”" in told(me, qtbot)


def test_damage_that_is_met_at_work_is_said_and_the_backups_are_offered_once(
    sit_down: SitDown, folder: Path, qtbot: QtBot
) -> None:
    with Book.open(folder) as book:
        with book.change("录入指标", office.ACTOR) as session:
            subject = session.scalars(select(Subject.uid)).first()
            session.create(OperatingFigure, subject=subject, month="2018-07", revenue=310.0)
        upkeep.keep(book, upkeep.ON_CLOSING)
    overwrite(folder / DATABASE, "operating_figure")
    me = sit_down(folder)
    assert me.window.workspace is not None, "no page at the start asks for the figures"
    for _ in range(2):
        with pytest.raises(Trouble) as met:
            me.window.show_page("dossier", str(subject))
        me.window.trouble(met.value)
    assert "台账文件已损坏" in me.said()
    dialog = dialog_of(me, qtbot)
    assert len(me.window.findChildren(RestoreDialog)) == 1
    dialog.agreed.click()
    assert "现在打开的是“casebook-恢复”" in told(me, qtbot)


def test_closing_again_without_a_change_makes_no_second_backup(
    sit_down: SitDown, folder: Path
) -> None:
    for _ in range(2):
        sit_down(folder).window.close()
    assert backups(folder) == ["关闭时"]
    assert "上次备份：20" in foot(sit_down(folder))


def test_what_would_be_lost_is_shown_before_a_backup_is_restored_beside(
    sit_down: SitDown, folder: Path, qtbot: QtBot
) -> None:
    with Book.open(folder) as book:
        upkeep.keep(book, upkeep.BY_HAND)
    me = sit_down(folder)
    report(me, "天然气价格偏高")
    report(me, "用工季节性短缺")
    me.window.actions_["restore"].trigger()
    dialog = dialog_of(me, qtbot)
    said = me.reads(dialog)
    assert "完好的备份 1 份" in said
    assert "恢复后没有的：2 项修改" in said
    assert dialog.losses.count() == 2
    keep_picture(dialog, "从备份恢复")
    dialog.agreed.click()
    assert "casebook-恢复" in told(me, qtbot)
    assert "casebook-恢复" in foot(me)
    assert backups(folder)[0] == "关闭时", "what would be lost was backed up before"
    assert upkeep.shelf(folder).choices[0].lost == 0


def test_waving_the_backups_away_changes_nothing(
    sit_down: SitDown, folder: Path, qtbot: QtBot
) -> None:
    with Book.open(folder) as book:
        upkeep.keep(book, upkeep.ON_CLOSING)
    me = sit_down(folder)
    me.window.actions_["restore"].trigger()
    dialog = dialog_of(me, qtbot)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert "台账：casebook " in foot(me)
    assert not folder.with_name("casebook-恢复").exists()


def test_damaged_backups_are_counted_and_not_offered(
    sit_down: SitDown, folder: Path, qtbot: QtBot
) -> None:
    (folder / "backups" / "2018-07-20-090000-关闭时.db").write_bytes(b"")
    me = sit_down(folder)
    me.window.actions_["restore"].trigger()
    dialog = dialog_of(me, qtbot)
    assert "还没有完好的备份；另有 1 个备份文件已损坏，不能用" in me.reads(dialog)
    assert not dialog.agreed.isEnabled()
    dialog.reject()


def test_a_backup_is_taken_away_and_restored_on_a_bare_machine(
    sit_down: SitDown, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    away = tmp_path / "U 盘" / "七月.backup"
    away.parent.mkdir()
    me = sit_down(folder, away)
    me.window.actions_["backup"].trigger()
    assert told(me, qtbot) == f"已备份并核对无误：{away}"
    assert backups(folder) == ["手动"]
    me.window.close_book()

    (tmp_path / "新电脑").mkdir()
    me.ask.answers += [away, tmp_path / "新电脑"]
    me.window.actions_["restore"].trigger()
    told(me, qtbot)
    assert me.window.workspace is not None
    assert me.window.workspace.book.folder == tmp_path / "新电脑" / "七月-恢复"
    assert check(me.window.workspace.book) == []


def test_another_backup_file_is_restored_beside_the_open_casebook(
    sit_down: SitDown, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Book.open(folder) as book:
        pack(book, tmp_path / "七月.backup")
    me = sit_down(folder, tmp_path / "七月.backup")
    me.window.actions_["restore"].trigger()
    dialog_of(me, qtbot).other.click()
    told(me, qtbot)
    assert "台账：casebook-恢复 " in foot(me)


def test_a_disk_that_refuses_the_backup_is_told_and_keeps_nobody_from_closing(
    sit_down: SitDown, folder: Path
) -> None:
    me = sit_down(folder)
    (folder / "backups").rmdir()
    (folder / "backups").write_text("in the way")
    me.window.close()
    assert "备份没有写成" in me.ask.warned[0]
    with Book.open(folder) as book:
        assert check(book) == []


def test_a_casebook_that_is_only_held_by_another_window_offers_no_backups(
    sit_down: SitDown, folder: Path
) -> None:
    sit_down(folder).window.close()
    with Book.open(folder):
        me = sit_down(folder)
        assert "已在另一个窗口" in me.ask.warned[0]
        assert not me.window.jobs.busy
    assert me.window.open_book(folder)
