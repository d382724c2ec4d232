"""Photographs of a visit: dropped, pasted, saved with it, looked at, taken back with it."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

from desk.book.place import Place
from desk.dossier.story import dossier
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.visits import VisitsPage

PASTED = "粘贴的图片-1.png"


def page_of(me: Sitting) -> VisitsPage:
    return cast("VisitsPage", me.window.pages["visits"])


def photograph() -> QImage:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("seagreen"))
    return image


def copy(*paths: Path, image: QImage | None = None, text: str = "") -> QMimeData:
    """What another program puts on the clipboard."""
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if image is not None:
        mime.setImageData(image)
    if text:
        mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    return mime


def drop(me: Sitting, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, none)
    page_of(me).entry.files.dropEvent(event)


def begin(me: Sitting) -> None:
    me.press("Ctrl+Shift+N")
    me.letters("ljws")
    me.press("Return")


def links(page: VisitsPage) -> list[QPushButton]:
    shown = page.visit.findChildren(QPushButton)
    return [one for one in shown if one.toolTip() == "打开" and one.isVisibleTo(page)]


def test_photographs_go_with_the_visit_and_come_back_with_it(
    demo: Place, sit_down: SitDown, tmp_path: Path
) -> None:
    me = sit_down(demo)
    page = page_of(me)
    scan = tmp_path / "会谈纪要.pdf"
    scan.write_bytes(b"minutes")
    begin(me)
    drop(me, scan)
    copy(image=photograph())
    me.press("Ctrl+V")
    picked = page.entry.files.value() or ()
    assert [path.name for path in picked] == ["会谈纪要.pdf", PASTED]
    me.picture("登记走访（照片）")
    me.press("Ctrl+S")
    assert me.ask.warned == []
    me.picture("走访（照片）")
    assert [one.text().split("　")[0] for one in links(page)] == ["会谈纪要.pdf", PASTED]
    assert not picked[1].exists()
    with page.workspace.book.read() as connection:
        told = dossier(connection, "澜津望舒精细化工有限公司", page.workspace.book.clock.today())
    assert {"会谈纪要.pdf", PASTED} <= {entry.title for entry in told.entries}
    me.press("Ctrl+Z")
    assert links(page) == []


def test_a_picture_that_was_pasted_and_not_saved_is_there_at_the_next_start(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    begin(me)
    me.press("Alt+A")
    copy(image=photograph())
    me.press("Ctrl+V")
    me.leave()
    again = sit_down(demo)
    (found,) = page_of(again).entry.files.value() or ()
    assert QImage(str(found)).size() == photograph().size()
    assert page_of(again).entry.files.problem() == ""


def test_words_are_pasted_as_words_though_they_bring_a_picture(
    demo: Place, sit_down: SitDown
) -> None:
    me = sit_down(demo)
    begin(me)
    page_of(me).entry.visit.rows["met"].editor.setFocus()
    copy(image=photograph(), text="总经理")
    me.press("Ctrl+V")
    assert page_of(me).entry.visit.values()["met"] == "总经理"
    assert page_of(me).entry.files.value() is None
