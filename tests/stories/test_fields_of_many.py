"""Who changes many records at once is told why a field that one would look for is not offered."""

from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from desk.book.place import Place
from models.together import TOGETHER
from tests.sitting import keep_picture
from tests.stories.conftest import SitDown
from tests.stories.test_found_again import dialog, in_dialogs
from ui.ask import WindowAsk
from ui.formdialog import FormDialog
from ui.pages.listpage import ListPage
from ui.panes import Scroller

SAID = {
    "subjects": "包联的人用“落实包联…”",
    "visits": "请逐次修改",
    "cards": "各栏答案每张不同",
    "issues": "牵头单位、时限、状态随办理步骤变",
}


@pytest.mark.parametrize("listed", TOGETHER)
def test_it_is_said_where_the_field_is_chosen_what_is_not_offered_and_why(
    demo: Place, sit_down: SitDown, listed: str
) -> None:
    me = sit_down(demo)
    page = me.page(listed)
    assert isinstance(page, ListPage)
    page.workspace.ask = WindowAsk(me.window)
    page.table.selectRow(0)
    page.table.setFocus()
    me.press("Shift+Down")
    QApplication.processEvents()
    read: list[str] = []
    hidden: list[int] = []

    def look() -> None:
        keep_picture(dialog(), f"修改选中的-{listed}")
        read.append(me.reads(dialog()))
        cast("FormDialog", dialog()).form.rows["what"].editor.restore("备注")
        QApplication.processEvents()
        (scroller,) = dialog().findChildren(Scroller)
        hidden.append(scroller.verticalScrollBar().maximum())

    in_dialogs(look)
    me.press("F2")
    assert SAID[listed] in read[0]
    assert hidden == [0], "the dialog grows with what it asks"
