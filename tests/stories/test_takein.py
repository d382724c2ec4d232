"""A list that is not as it should be: corrected by keyboard, taken in, known the next time."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desk.book.place import Place
from desk.intake.lists import Origin
from tests.desk import office
from tests.desk.intake.senders import CODE, Line, excel
from tests.sitting import Sitting, keep_picture
from tests.stories.conftest import SitDown
from ui import style
from ui.pages.listpage import ListPage
from ui.pages.subjects import SubjectsPage
from ui.pages.takein import PlanDialog

#: Nobody knows 被服务方 and 板块; 电话 holds who is to be rung, and is taken for a telephone.
HEADINGS = ("序号", "被服务方", "电话", "板块", "统一社会信用代码", "单位地址")
AUGUST = (
    (1, "甲公司", "张示例", "东园", CODE, "甲路1号"),
    (2, "乙公司", "李样例", "西园", None, "乙路2号"),
)
SEPTEMBER = ((1, "丙公司", "王演示", "南园", None, "丙路3号"),)


@pytest.fixture
def casebook(place: Place) -> Place:
    office.new_book(place).close()
    return office.casebook_at(place)


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Work beside the window may take its time on a busy machine."""
    qtbot.waitUntil(holds, timeout=60_000)


def subjects(me: Sitting) -> SubjectsPage:
    return cast("SubjectsPage", me.page("subjects"))


def preview(page: ListPage, qtbot: QtBot, act: Callable[[], object]) -> PlanDialog:
    """The preview that an act brings up."""
    before = set(page.findChildren(PlanDialog))
    act()
    until(qtbot, lambda: bool(set(page.findChildren(PlanDialog)) - before))
    (dialog,) = set(page.findChildren(PlanDialog)) - before
    dialog.activateWindow()
    return dialog


def send(me: Sitting, qtbot: QtBot, path: Path, lines: tuple[Line, ...]) -> PlanDialog:
    """Take a file up, by the menu."""
    me.ask.answers.append(excel(path, (("走访企业名录",), HEADINGS, *lines)))
    return preview(subjects(me), qtbot, me.window.actions_["import"].trigger)


def fill_in(me: Sitting, typed: str, *keys: str) -> None:
    """Let the current column fill the field that these letters find."""
    for letter in typed:  # the first one opens the choice, which takes the others
        me.letters(letter)
    me.press(*(keys or ("Return",)))


def shown(dialog: PlanDialog) -> list[str]:
    """What each column fills, as it is read."""
    model = dialog.columns.columns
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def told(dialog: PlanDialog) -> list[Origin]:
    return [heard.origin for heard in dialog.columns.columns.columns]


def test_a_list_is_corrected_by_keyboard_and_the_next_one_needs_no_correction(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    dialog = send(me, qtbot, tmp_path / "八月.xlsx", AUGUST)
    assert "缺少“企业名称”" in me.reads(dialog)
    assert not dialog.agreed.isEnabled()
    assert dialog.columns.hasFocus()
    keep_picture(dialog, "导入预览-缺列")
    fill_in(me, "qymc")
    assert "缺少" not in me.reads(dialog)
    me.press("Return")
    me.write("联系人")
    me.press("Return")
    assert dialog.columns.currentIndex().row() == 3
    fill_in(me, "ssyq")
    assert shown(dialog)[1:4] == ["企业名称", "联系人", "所属园区"]
    until(qtbot, dialog.agreed.isEnabled)
    assert dialog.agreed.text() == "导入：新增 2，更新 0"
    keep_picture(dialog, "导入预览-改好")
    me.press("Ctrl+Return")
    until(qtbot, lambda: "已导入：新增 2" in me.said())
    page = subjects(me)
    assert page.source.count() == 2
    assert {line[4] for line in page.source.rows(0, 2)} == {"张示例", "李样例"}

    again = send(me, qtbot, tmp_path / "九月.xlsx", SEPTEMBER)
    assert told(again).count(Origin.RECALLED) == 3
    assert "沿用了“八月.xlsx”上次的设定" in me.reads(again)
    assert again.agreed.hasFocus()
    keep_picture(again, "导入预览-沿用")
    me.press("Return")
    until(qtbot, lambda: "已导入：新增 1" in me.said())
    assert page.source.count() == 3


def test_a_field_that_two_columns_want_moves_and_says_so(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    path = excel(
        tmp_path / "名单.xlsx", (("企业名称", "手机", "座机"), ("甲公司", "1", "0317-5761234"))
    )
    me.ask.answers.append(path)
    dialog = preview(subjects(me), qtbot, me.window.actions_["import"].trigger)
    me.press("Down", "F2")
    me.write("联系电话")
    me.press("Tab")
    assert shown(dialog) == ["企业名称", "不导入", "联系电话"]
    assert "“联系电话”改由“座机”填入，“手机”不再导入。" in me.reads(dialog)
    assert told(dialog) == [Origin.MATCHED, Origin.CORRECTED, Origin.CORRECTED]
    until(qtbot, dialog.agreed.isEnabled)
    me.ask.answers += [False, True]
    me.press("Esc")
    assert dialog.isVisible()
    assert "放弃" in me.ask.asked[-1]
    me.press("Esc")
    assert not dialog.isVisible()


def test_the_unit_of_amounts_is_said_where_the_heading_does_not(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    me.ask.answers.append(
        excel(tmp_path / "名单.xlsx", (("企业名称", "注册资本"), ("甲公司", 5_000_000)))
    )
    dialog = preview(subjects(me), qtbot, me.window.actions_["import"].trigger)
    dialog.columns.setFocus()
    me.press("Down")
    me.write("注册资本，按元")
    me.press("Return")
    assert shown(dialog)[1] == "注册资本，按元计"
    until(qtbot, dialog.agreed.isEnabled)
    assert dialog.rows.model().index(0, 2).data() == "500"
    me.ask.answers.append(True)
    dialog.reject()


def test_what_is_no_field_is_not_taken_and_escape_leaves_the_column_as_it_was(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    dialog = send(me, qtbot, tmp_path / "八月.xlsx", AUGUST)
    me.write("没有这一项")
    me.press("Return")
    assert not dialog.columns.hasFocus()
    me.press("Esc")
    assert dialog.columns.hasFocus()
    assert shown(dialog)[1] == "不导入"
    assert dialog.isVisible()
    dialog.reject()


def test_the_kind_and_the_heading_row_are_said_by_the_person(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    lines = (("企业名称", "电话"), ("平台", "联系人"), ("甲孵化器", "张示例"))
    me.ask.answers.append(excel(tmp_path / "名单.xlsx", lines))
    dialog = preview(subjects(me), qtbot, me.window.actions_["import"].trigger)
    dialog.kind.setFocus()
    dialog.kind.line.selectAll()
    me.write("双创平台")
    me.press("Return")
    dialog.place.setFocus()
    dialog.place.line.selectAll()
    me.letters("2")
    me.press("Return")
    assert dialog.place.line.text() == "第 2 行：平台　联系人"
    assert dialog.windowTitle() == "导入双创平台名单：名单.xlsx"
    dialog.columns.setFocus()
    dialog.columns.go_to(0)
    fill_in(me, "ptmc")
    until(qtbot, dialog.agreed.isEnabled)
    me.press("Ctrl+Return")
    until(qtbot, lambda: "已导入：新增 1" in me.said())
    page = subjects(me)
    assert [line[1:3] for line in page.source.rows(0, 1)] == [("甲孵化器", "双创平台")]


def test_rows_copied_from_one_casebook_are_pasted_into_another(
    sit_down: SitDown, tmp_path: Path, qtbot: QtBot
) -> None:
    office.with_subjects(office.new_book(tmp_path / "甲")).close()
    office.new_book(tmp_path / "乙").close()
    me = sit_down(tmp_path / "甲" / "casebook")
    there = subjects(me)
    there.filter_by("enterprise")
    copied = there.source.count()
    there.table.selectAll()
    there.table.setFocus()
    me.press("Ctrl+C")
    me.open(tmp_path / "乙" / "casebook")
    here = subjects(me)
    here.filter_by("enterprise")
    here.table.setFocus()
    dialog = preview(here, qtbot, lambda: me.press("Ctrl+V"))
    assert dialog.agreed.text() == f"导入：新增 {copied}，更新 0"
    keep_picture(dialog, "导入预览-粘贴")
    me.press("Ctrl+Return")
    until(qtbot, lambda: f"已导入：新增 {copied}" in me.said())


def test_rows_from_excel_without_headings_are_pasted_by_choosing_the_columns(
    sit_down: SitDown, casebook: Place, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    QGuiApplication.clipboard().setText('甲公司\t"甲路\n1号"\r\n乙公司\t乙路\r\n')
    page = subjects(me)
    page.table.setFocus()
    dialog = preview(page, qtbot, lambda: me.press("Ctrl+V"))
    dialog.place.setFocus()
    dialog.place.line.selectAll()
    me.write("没有表头")
    me.press("Return")
    dialog.columns.setFocus()
    dialog.columns.go_to(0)
    fill_in(me, "qymc")
    fill_in(me, "dz")
    until(qtbot, dialog.agreed.isEnabled)
    me.press("Ctrl+Return")
    until(qtbot, lambda: "已导入：新增 2" in me.said())


def test_visits_are_pasted_on_their_page(sit_down: SitDown, tmp_path: Path, qtbot: QtBot) -> None:
    office.with_subjects(office.new_book(tmp_path)).close()
    me = sit_down(tmp_path / "casebook")
    line = f"{office.CLOUD}\t2018.7.3\t入企走访\n没有的公司\t2018.7.4\t电话\n"
    QGuiApplication.clipboard().setText(f"走访企业\t日期\t方式\n{line}")
    page = cast("ListPage", me.page("visits"))
    page.table.setFocus()
    dialog = preview(page, qtbot, lambda: me.press("Ctrl+V"))
    assert dialog.windowTitle() == "导入走访名单：粘贴的内容"
    assert (dialog.problems.count(), dialog.rows.count()) == (1, 1)
    me.press("Ctrl+Return")
    until(qtbot, lambda: "已导入：新增 1" in me.said())
    assert page.source.count() == 1


def test_a_clipboard_without_a_table_costs_one_sentence(
    sit_down: SitDown, casebook: Place, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    QGuiApplication.clipboard().clear()
    page = subjects(me)
    page.table.setFocus()
    me.press("Ctrl+V")
    until(qtbot, lambda: bool(me.ask.warned))
    assert me.ask.warned == ["剪贴板里没有表格；请先在 Excel 或 WPS 中选中各行并复制，再粘贴。"]


def test_the_preview_is_looked_at_in_the_dark(
    sit_down: SitDown, casebook: Place, tmp_path: Path, qtbot: QtBot
) -> None:
    me = sit_down(casebook)
    me.window.set_theme(dark=True)
    dialog = send(me, qtbot, tmp_path / "八月.xlsx", AUGUST)
    me.press("Return")
    keep_picture(dialog, "导入预览-深色")
    assert style.theme() == "dark"
    me.press("Esc", "Esc", "Esc")
    assert not dialog.isVisible()
