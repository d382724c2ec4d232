"""The manual's pictures of the window: its pages as they stand on the demo casebook.

`python -m resources.manual.views` (part of `make pictures`) writes them into `window/`.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from time import monotonic

from PIL import Image, ImageColor
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desk import demo
from desk.clock import standing_still
from desk.files import write_bytes
from desk.search import search
from ui import style
from ui.app import application
from ui.ask import ALL_FILES
from ui.deadlines import DeadlinesDialog
from ui.demolist import enterprise_list
from ui.manual import ManualWindow
from ui.pages.bulletins import BulletinsPage
from ui.pages.listpage import ListPage
from ui.pages.search import SearchPage
from ui.pages.supervision import SupervisionPage
from ui.pages.takein import PlanDialog
from ui.settings import Settings
from ui.show import Aloud
from ui.window import MainWindow

HERE = Path(__file__).parent
PICTURES = HERE / "window"
_SIZE = (1366, 768)
_WIDE = 900  # pixels of a picture
_COLOURS = 64
_KEPT = ("green", "yellow", "red", "danger", "accent")
_PATIENCE = 60.0  # seconds for work beside the window
_MOMENT = "2018-07-31T17:30:00"  # the pictures tell it: of the last backup
_ACTOR = "周安一"
_FIRM = "ljxc"  # the initials of an enterprise of the demo


class _Handing(Aloud):
    """Hands over the list that is taken in."""

    def __init__(self, window: QWidget, listed: Path) -> None:
        super().__init__(window)
        self._listed = listed

    def open_file(self, title: str, kinds: Sequence[str] = (ALL_FILES,)) -> Path | None:
        """See Ask."""
        del title, kinds
        return self._listed


def _page(name: str) -> Callable[[MainWindow], QWidget]:
    def shown(window: MainWindow) -> QWidget:
        window.show_page(name)
        page = window.page
        if isinstance(page, ListPage):
            page.table.selectRow(0)
        return window

    return shown


def _begun(name: str) -> Callable[[MainWindow], QWidget]:
    def shown(window: MainWindow) -> QWidget:
        window.begin_on_page(name, {"subject": _enterprise(window)})
        return window

    return shown


def _enterprise(window: MainWindow) -> str:
    assert window.workspace is not None
    with window.workspace.book.read() as connection:
        return search(connection, _FIRM, ("enterprises",), 1)[0].uid


def _dossier(window: MainWindow) -> QWidget:
    window.show_page("dossier", _enterprise(window))
    return window


def _analysis(window: MainWindow) -> QWidget:
    window.show_page("analysis")
    _settle(3.0)
    return window


def _bulletins(window: MainWindow) -> QWidget:
    window.show_page("bulletins")
    page, drawn = window.page, list[object]()
    assert isinstance(page, BulletinsPage)
    page.redrawing.drawn.connect(drawn.append)
    _until(lambda: bool(drawn), "bulletins")
    return window


def _dialog(action: str, kind: type[QDialog], page: str) -> Callable[[MainWindow], QWidget]:
    def shown(window: MainWindow) -> QWidget:
        window.show_page(page)
        window.actions_[action].trigger()
        return _awaited(window, kind)

    return shown


def _palette(window: MainWindow) -> QWidget:
    window.show_page("today")
    window.actions_["palette"].trigger()
    window.palette_.line.setText("简报")
    _settle(0.5)
    return window


def _search(window: MainWindow) -> QWidget:
    window.show_page("search")
    page = window.page
    assert isinstance(page, SearchPage)
    page.look_for("用电")
    _settle(0.5)
    return window


def _deadlines(tab: int) -> Callable[[MainWindow], QWidget]:
    def shown(window: MainWindow) -> QWidget:
        dialog = _dialog("deadlines", DeadlinesDialog, "today")(window)
        assert isinstance(dialog, DeadlinesDialog)
        dialog.tabs.setCurrentIndex(tab)
        return dialog

    return shown


def _unit_record(window: MainWindow) -> QWidget:
    window.show_page("supervision")
    page = window.page
    assert isinstance(page, SupervisionPage)
    page.turn_to("record")
    return window


VIEWS: Mapping[str, Callable[[MainWindow], QWidget]] = {
    "today": _page("today"),
    "rhythm": _page("rhythm"),
    "issues": _page("issues"),
    "visits": _page("visits"),
    "cards": _page("cards"),
    "subjects": _page("subjects"),
    "coverage": _page("coverage"),
    "meetings": _page("meetings"),
    "campaigns": _page("campaigns"),
    "analysis": _analysis,
    "bulletins": _bulletins,
    "supervision": _page("supervision"),
    "unit-record": _unit_record,
    "deadlines": _deadlines(0),
    "ladder": _deadlines(1),
    "visit-form": _begun("visits"),
    "card-form": _begun("cards"),
    "dossier": _dossier,
    "import": _dialog("import", PlanDialog, "today"),
    "palette": _palette,
    "search": _search,
    "manual": _dialog("manual", ManualWindow, "issues"),
}


def _settle(seconds: float = 0.2) -> None:
    """Let layouts and work beside the window come to rest."""
    end = monotonic() + seconds
    while monotonic() < end:
        QApplication.processEvents()


def _until(there: Callable[[], bool], what: str) -> None:
    end = monotonic() + _PATIENCE
    while not there():
        if monotonic() > end:
            raise TimeoutError(what)
        QApplication.processEvents()


def _awaited(window: MainWindow, kind: type[QDialog]) -> QWidget:
    def visible() -> list[QDialog]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    _until(lambda: bool(visible()), kind.__name__)
    return visible()[-1]


def png(widget: QWidget) -> bytes:
    """A picture of a widget, small enough for a page of the manual."""
    _settle()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    drawn = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    if drawn.width > _WIDE:
        high = round(drawn.height * _WIDE / drawn.width)
        drawn = drawn.resize((_WIDE, high), Image.Resampling.LANCZOS)
    stream = BytesIO()
    _few(drawn).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _few(drawn: Image.Image) -> Image.Image:
    """The picture in few colours; those of lamps are kept, though little is painted in them."""
    common = drawn.quantize(_COLOURS - len(_KEPT), Image.Quantize.MEDIANCUT)
    kept = [part for name in _KEPT for part in ImageColor.getrgb(style.LIGHT[name])[:3]]
    colours = Image.new("P", (1, 1))
    colours.putpalette([*(common.getpalette() or [])[: 3 * (_COLOURS - len(_KEPT))], *kept])
    return drawn.quantize(palette=colours, dither=Image.Dither.NONE)


def drawn(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every view by name, from a demo casebook that is made in this folder."""
    with standing_still(datetime.fromisoformat(_MOMENT).astimezone()):
        demo.make(folder / "演示台账")
        listed = folder / "企业名单.xlsx"
        write_bytes(listed, enterprise_list())
        nobody = QWidget()
        for name, view in VIEWS.items():
            yield name, _view(folder, _Handing(nobody, listed), view)
        nobody.deleteLater()


def _view(folder: Path, ask: Aloud, view: Callable[[MainWindow], QWidget]) -> bytes:
    """One view in a window of its own, which leaves nothing behind for the next."""
    settings = Settings(folder / "window.ini")
    settings.actor = _ACTOR
    window = MainWindow(settings, ask)
    window.resize(*_SIZE)
    window.show()
    window.open_book(folder / "演示台账")
    shown = view(window)
    picture = png(shown)
    if isinstance(shown, QDialog):
        shown.reject()
    window.close()
    window.deleteLater()
    return picture


def main() -> None:
    """Draw every view anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    style.apply(application(), "light")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in drawn(Path(folder)):
            (PICTURES / f"{name}.png").write_bytes(data)


if __name__ == "__main__":
    main()
