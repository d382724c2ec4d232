"""Light or dark: as the person chose, or as the desktop is while nothing was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui import style
from ui.actions import Actions
from ui.settings import Settings

_AS_DESKTOP = "as_desktop"
_CHOICES = (_AS_DESKTOP, "light", "dark")
"""The actions of which one is ticked."""


class Appearance(QObject):
    """Keeps the window in the colours that are wanted; `show_anew` is called after they changed."""

    def __init__(
        self,
        window: QWidget,
        settings: Settings,
        actions: Actions,
        show_anew: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._actions = actions
        self._show_anew = show_anew
        self._tick()
        QApplication.styleHints().colorSchemeChanged.connect(self.dress)

    def choose(self, dark: bool | None) -> None:
        """Light or dark from now on; None goes with the desktop."""
        self._settings.chosen_theme = None if dark is None else "dark" if dark else "light"
        self._tick()
        self.dress()

    def dress(self) -> None:
        """Put on the colours that are wanted, if they are not worn already."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and style.theme() != self._settings.theme:
            style.apply(app, self._settings.theme)
            self._actions.repaint()
            self._show_anew()

    def _tick(self) -> None:
        chosen = self._settings.chosen_theme or _AS_DESKTOP
        for name in _CHOICES:
            self._actions[name].setChecked(name == chosen)
