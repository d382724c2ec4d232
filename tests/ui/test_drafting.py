from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.drafts import Drafts
from models.fields import KINDS
from tests.ui.fakes import LOOKUPS
from ui.drafting import KEPT_WITHIN, DraftKeeper
from ui.editors import LineEditor
from ui.forms import Form, pane

NAME = "person"


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form(KINDS["people"].entered, LOOKUPS)
    shown = pane(made)
    qtbot.addWidget(shown)
    yield made
    shown.close()


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


def keeper_of(form: Form, drafts: Drafts) -> DraftKeeper:
    keeper = DraftKeeper(form, drafts, NAME)
    keeper.begin()
    return keeper


def name_field(form: Form) -> QWidget:
    return cast("LineEditor", form.rows["name"].editor).line


def kept(drafts: Drafts) -> Mapping[str, Any] | None:
    draft = drafts.load(NAME)
    return draft.values if draft else None


def test_what_is_typed_is_on_disk_within_a_second(qtbot: QtBot, form: Form, drafts: Drafts) -> None:
    keeper = keeper_of(form, drafts)
    with qtbot.waitSignal(keeper.kept, timeout=1000):
        QTest.keyClicks(name_field(form), "zhang")
    assert kept(drafts) == {"name": "zhang"}


def test_typing_without_a_pause_is_kept_all_the_same(
    qtbot: QtBot, form: Form, drafts: Drafts
) -> None:
    keeper = keeper_of(form, drafts)
    typist = QTimer(form, interval=KEPT_WITHIN // 20)
    typist.timeout.connect(lambda: QTest.keyClicks(name_field(form), "a"))
    with qtbot.waitSignal(keeper.kept, timeout=2 * KEPT_WITHIN):
        typist.start()
    assert typist.isActive()
    assert "name" in (kept(drafts) or {})


def test_a_form_that_is_as_it_began_has_no_draft(form: Form, drafts: Drafts) -> None:
    form.rows["post"].editor.set_value("科长")
    keeper = keeper_of(form, drafts)
    keeper.keep()
    assert kept(drafts) is None
    form.rows["name"].editor.set_value("张示例")
    keeper.keep()
    assert kept(drafts) == {"name": "张示例", "post": "科长"}
    form.rows["name"].editor.set_value(None)
    keeper.keep()
    assert kept(drafts) is None


def test_a_draft_that_is_put_back_is_not_written_anew(form: Form, drafts: Drafts) -> None:
    drafts.save(NAME, {"name": "李样例"})
    before = drafts.load(NAME)
    keeper = keeper_of(form, drafts)
    assert keeper.restore() == before
    assert form.values()["name"] == "李样例"
    keeper.keep_pending()
    assert drafts.load(NAME) == before


def test_a_dropped_draft_does_not_come_back(qtbot: QtBot, form: Form, drafts: Drafts) -> None:
    keeper = keeper_of(form, drafts)
    form.rows["name"].editor.set_value("张示例")
    keeper.keep()
    form.rows["post"].editor.set_value("科长")
    keeper.drop()
    assert keeper.waiting() is None
    with qtbot.assertNotEmitted(keeper.kept, wait=KEPT_WITHIN + 200):
        pass
    assert keeper.waiting() is None


def test_a_disk_that_refuses_is_said_and_the_form_stands(
    qtbot: QtBot, form: Form, tmp_path: Path
) -> None:
    (tmp_path / "drafts").write_text("a file where the folder should be", "utf-8")
    keeper = keeper_of(form, Drafts(tmp_path / "drafts"))
    form.rows["name"].editor.set_value("张示例")
    with qtbot.waitSignal(keeper.failed) as failed:
        keeper.keep()
    assert "写不进去" in failed.args[0]
    assert form.values()["name"] == "张示例"
