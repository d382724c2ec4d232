"""What the window remembers of itself on this machine, apart from any casebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths
from PySide6.QtWidgets import QMainWindow

from ui import style
from ui.style import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView, QSplitter

    #: What has a layout of its own.
    Arranged: TypeAlias = QMainWindow | QSplitter | QHeaderView

RECENT = 8  # casebooks remembered
GUIDE = "guide"  # under which is remembered what was typed into the guide


def default_path() -> Path:
    """The settings file in the user's configuration folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "baolian-desk" / "window.ini"


class Settings:
    """One INI file: geometry, theme, column widths, casebooks used last."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    @property
    def chosen_theme(self) -> Theme | None:
        """Light or dark if the person chose one; None follows the desktop."""
        chosen = self._store.value("theme")
        return "dark" if chosen == "dark" else "light" if chosen == "light" else None

    @chosen_theme.setter
    def chosen_theme(self, theme: Theme | None) -> None:
        self._store.setValue("theme", theme or "")

    @property
    def theme(self) -> Theme:
        """Light or dark, as it shall be now."""
        return self.chosen_theme or style.desktop_theme()

    @property
    def folder(self) -> Path:
        """The folder that the settings file lies in."""
        return Path(self._store.fileName()).parent

    @property
    def actor(self) -> str:
        """Who acts at this window; empty until somebody said so."""
        return str(self._store.value("actor") or "")

    @actor.setter
    def actor(self, name: str) -> None:
        self._store.setValue("actor", name)

    @property
    def recent(self) -> list[str]:
        """The casebooks used last, the newest first: folders or addresses."""
        stored = self._store.value("recent")
        return [stored] if isinstance(stored, str) else cast("list[str]", stored or [])

    def remember_book(self, book: str) -> None:
        """Put a casebook at the head of those used last."""
        others = [other for other in self.recent if other != book]
        self._store.setValue("recent", [book, *others][:RECENT])

    def forget_book(self, book: str) -> None:
        """Take a casebook that is gone from the list."""
        self._store.setValue("recent", [other for other in self.recent if other != book])

    def keep(self, name: str, widget: Arranged) -> None:
        """Remember the state of a window, a splitter or a table's header under a name."""
        saved = widget.saveGeometry() if isinstance(widget, QMainWindow) else widget.saveState()
        self._store.setValue(f"layout/{name}", saved)

    def restore(self, name: str, widget: Arranged) -> bool:
        """Put back what `keep` remembered; False where there is nothing, or nothing that fits."""
        state = self._store.value(f"layout/{name}")
        if not isinstance(state, QByteArray):
            return False
        if isinstance(widget, QMainWindow):
            return widget.restoreGeometry(state)
        return widget.restoreState(state)

    def remember(self, name: str, chosen: str) -> None:
        """Remember what was chosen on a page under a name."""
        self._store.setValue(f"chosen/{name}", chosen)

    def remembered(self, name: str) -> str:
        """What `remember` kept; empty where nothing was chosen yet."""
        return str(self._store.value(f"chosen/{name}") or "")

    def save(self) -> None:
        """Write to disk now."""
        self._store.sync()
