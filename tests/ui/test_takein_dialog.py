"""The preview of a list by itself: what it says while its rows are not checked."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.intake.headings import Corrections
from desk.intake.lists import Sent, understood
from desk.intake.preview import Preview
from tests.desk.intake.senders import sheet
from ui.pages.takein import PlanDialog

LINES = (("企业名称", "电话"), ("甲公司", "0317-5761234"))


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[PlanDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    one = understood(Sent("名单.xlsx", (sheet(*LINES),)), Corrections())
    yield PlanDialog(Preview(one), window)
    window.close()


def test_nothing_can_be_taken_in_while_the_rows_are_being_checked(shown: PlanDialog) -> None:
    one = understood(Sent("名单.xlsx", (sheet(*LINES),)), Corrections("platforms"))
    shown.show_understanding(one, "改了")
    assert (shown.agreed.isEnabled(), shown.agreed.text()) == (False, "正在核对各行…")
    assert shown.windowTitle() == "导入双创平台名单：名单.xlsx"
    assert shown.notice.text() == "改了"


def test_a_check_that_failed_leaves_the_list_to_be_changed_or_put_away(shown: PlanDialog) -> None:
    shown.show_unchecked()
    assert "没有核对成" in shown.summary.text()
    assert not shown.agreed.isEnabled()
