import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMainWindow,
    QMenu,
    QMenuBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import icons, style
from ui.actions import ACTIONS, BOOKLESS, MENUS, Actions, tip
from ui.chips import ChipBar
from ui.commands import DEEDS
from ui.nav import NavRail
from ui.pages import PAGES, page_class
from ui.parts import button, fit
from ui.searchbox import SearchBox
from ui.settings import RECENT, Settings


def test_both_themes_name_the_same_colours() -> None:
    assert style.LIGHT.keys() == style.DARK.keys()


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by WCAG 2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    def luminance(name: str) -> float:
        color = QColor(name)
        red, green, blue = map(linear, (color.redF(), color.greenF(), color.blueF()))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "window"),
        ("text", "surface"),
        ("text", "selected"),
        ("muted", "surface"),
        ("muted", "window"),
        ("danger", "surface"),
        ("on_accent", "accent"),
        ("nav_text", "nav"),
    ],
)
def test_what_is_to_be_read_stands_out(theme: Mapping[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("lamp", ["green", "yellow", "red", "grey"])
def test_lamps_stand_out_from_the_rows(theme: Mapping[str, str], lamp: str) -> None:
    assert contrast(theme[lamp], theme["surface"]) >= 3


def test_the_theme_can_change_while_the_window_is_open(qtbot: QtBot, dressed: QApplication) -> None:
    label = QLabel("渤海示例")
    qtbot.addWidget(label)
    style.apply(dressed, "dark")
    assert style.theme() == "dark"
    assert label.palette().window().color() == QColor(style.DARK["window"])


def test_the_font_has_chinese_whatever_the_system_has(dressed: QApplication) -> None:
    assert QFontInfo(dressed.font()).family() in style.FAMILIES
    assert dressed.font().pixelSize() == style.FONT_PIXELS


def test_qts_own_words_are_chinese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "取消"
    assert Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)).is_dir()


def test_a_users_own_input_method_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_IM_MODULES", raising=False)
    style.prepare_environment()
    assert os.environ["QT_IM_MODULES"] == "fcitx;ibus"
    monkeypatch.setenv("QT_IM_MODULES", "wayland")
    style.prepare_environment()
    assert os.environ["QT_IM_MODULES"] == "wayland"


def test_every_picture_that_the_sheet_names_is_there() -> None:
    sheet = (style.ICONS.parent / "style.qss").read_text("utf-8")
    named = {part.split(")")[0] for part in sheet.split("url($icons/")[1:]}
    assert named
    assert {name for name in named if not (style.ICONS / name).is_file()} == set()


def ink(image: QImage) -> set[str]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colors = (image.pixelColor(x, y) for x, y in points)
    return {color.name() for color in colors if color.alpha() == 255}


def test_an_icon_is_drawn_in_the_colour_of_the_theme_and_sharp(dressed: QApplication) -> None:
    for theme in style.THEMES:
        style.apply(dressed, theme)
        drawn = icons.icon("building-2", "accent").pixmap(icons.SIZE, icons.SIZE)
        assert ink(drawn.toImage()) == {style.tokens()["accent"]}
    sharp = icons.pixmap("building-2", size=20)
    assert (sharp.width(), sharp.devicePixelRatio()) == (40, 2.0)


def test_an_icon_without_words_stands_in_the_middle_of_its_button(
    qtbot: QtBot, dressed: QApplication
) -> None:
    style.apply(dressed, "light")
    alone = button("", "plain", "plus")
    qtbot.addWidget(alone)
    drawn = alone.grab().toImage()
    row = [drawn.pixelColor(x, drawn.height() // 2).lightness() for x in range(drawn.width())]
    dark = [x for x, light in enumerate(row) if light < 100]
    assert dark
    assert abs(dark[0] + dark[-1] + 1 - drawn.width()) <= 2


def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-picture")


def test_every_icon_can_be_drawn(qtbot: QtBot) -> None:
    del qtbot
    blank = [p.stem for p in style.ICONS.glob("*.svg") if not ink(_drawn(p.stem))]
    assert blank == []


def _drawn(name: str) -> QImage:
    return icons.pixmap(name, size=24).toImage()


def test_no_two_actions_share_a_key_or_a_label() -> None:
    keys = [key for action in ACTIONS.values() for key in action.shortcuts]
    labels = [action.label for action in ACTIONS.values()]
    assert len(keys) == len(set(keys))
    assert len(labels) == len(set(labels))
    assert {action.menu for action in ACTIONS.values()} == set(MENUS)


def test_the_menus_hold_every_action_and_grey_out_what_does_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions, bar = Actions(window), QMenuBar(window)
    actions.fill(bar)
    menus = [menu for menu in bar.findChildren(QMenu) if menu.title()]
    assert all(menu.isEmpty() for menu in menus), "a menu is filled when it opens"
    for menu in [*menus, *menus]:
        menu.aboutToShow.emit()
    shown = [a for menu in menus for a in menu.actions() if not a.isSeparator()]
    assert [a.text() for a in shown] == [
        a.label for menu in MENUS for a in ACTIONS.values() if a.menu == menu
    ]
    assert {a.text() for a in shown if a.isEnabled()} == {ACTIONS[name].label for name in BOOKLESS}
    assert all(not a.icon().isNull() for a in shown)


def test_an_action_says_that_it_is_wanted_and_can_be_named_more_exactly(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions, done = Actions(window), list[str]()
    actions.wanted.connect(done.append)
    actions.refresh(has_book=True)
    actions.relabel("undo", "撤销“销号 3 条”")
    actions["undo"].trigger()
    assert done == ["undo"]
    assert actions["undo"].text() == "撤销“销号 3 条”"
    actions.relabel("undo", "")
    assert actions["undo"].text() == "撤销"
    assert tip(ACTIONS["undo"]) == "撤销（Ctrl+Z）"


def test_every_action_has_its_deed_and_every_page_its_class() -> None:
    assert set(DEEDS) == set(ACTIONS)
    assert set(ACTIONS) >= BOOKLESS
    assert [page_class(page.name).name for page in PAGES] == [page.name for page in PAGES]


def test_the_settings_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first = Settings(path)
    assert (first.theme, first.recent) == ("light", [])
    first.chosen_theme = "dark"
    for number in range(RECENT + 2):
        first.remember_book(f"台账{number}")
    first.remember_book("台账5")
    first.forget_book("台账6")
    first.save()
    again = Settings(path)
    assert again.theme == "dark"
    assert again.recent == ["台账5", "台账9", "台账8", "台账7", "台账4", "台账3", "台账2"]


def test_a_single_casebook_is_remembered_too(tmp_path: Path) -> None:
    first = Settings(tmp_path / "window.ini")
    first.remember_book("台账, 一")
    first.save()
    assert Settings(tmp_path / "window.ini").recent == ["台账, 一"]


def test_a_window_comes_back_in_its_old_size(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.ini")
    window, other = QMainWindow(), QMainWindow()
    for widget in (window, other):
        qtbot.addWidget(widget)
    assert not settings.restore("window", other)
    window.resize(777, 555)
    settings.keep("window", window)
    assert settings.restore("window", other)
    assert (other.width(), other.height()) == (777, 555)


def test_chips_and_navigation_give_the_name_that_was_chosen(qtbot: QtBot) -> None:
    chips = ChipBar([("all", "全部"), ("red", "超期")])
    rail = NavRail("包联工作台", [("visits", "走访", "handshake"), ("issues", "问题", "flag")])
    for bar, quiet, wanted in ((chips, "all", "超期"), (rail, "visits", "问题")):
        qtbot.addWidget(bar)
        with qtbot.assertNotEmitted(bar.chosen):
            bar.choose(quiet)
        pressed = next(b for b in bar.findChildren(QAbstractButton) if b.text() == wanted)
        with qtbot.waitSignal(bar.chosen) as chosen:
            pressed.click()
        assert chosen.args == ["red" if bar is chips else "issues"]


def test_searching_waits_for_a_pause_in_typing(qtbot: QtBot) -> None:
    box = SearchBox("搜索")
    qtbot.addWidget(box)
    heard: list[str] = []
    box.searched.connect(heard.append)
    with qtbot.waitSignal(box.searched):
        for typed in ("用", "用地", "用地 "):
            box.setText(typed)
    assert heard == ["用地"]


def test_a_dialog_is_no_larger_than_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QDialog(window)
    for size, wanted in (((1024, 640), (1024, 640)), ((1920, 1000), (1120, 690))):
        window.resize(*size)
        fit(dialog, 1120, 690)
        assert (dialog.width(), dialog.height()) == wanted
