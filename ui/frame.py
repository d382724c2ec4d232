"""What the frame of the window says: title, foot, and which actions can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.errors import Trouble
from ui.foot import Foot

if TYPE_CHECKING:
    from ui.window import MainWindow
    from ui.workspace import Workspace

TITLE = "包联工作台"
_COMING, _LOADING = "正在打开台账…", "正在准备…"


class Frame:
    """Brings title, foot and menus to what is so now."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.foot = Foot()
        self.foot.wanted.connect(window.act)
        window.statusBar().addPermanentWidget(self.foot)
        window.statusBar().messageChanged.connect(self._make_room)
        window.setWindowTitle(TITLE)

    def refresh(self) -> None:
        """Say what is open, who acts, and what undo would take."""
        workspace = self._window.workspace
        if workspace is None:
            self._without_book()
        else:
            self._with_book(workspace)

    def say_status(self) -> None:
        """Say at the foot what is open, or what stands against it."""
        workspace = self._window.workspace
        if workspace is None:
            return
        from ui import standing

        if workspace.trouble:
            self.foot.say(workspace.trouble, "problem")
        else:
            self.foot.show_parts(standing.status(workspace))

    def _make_room(self, said: str) -> None:
        bar = self._window.statusBar()
        bar.setToolTip(said)
        self.foot.give_way(said, bar.width())

    def _with_book(self, workspace: Workspace) -> None:
        from ui import standing

        window = self._window
        window.actions_.refresh(True, standing.absent(window.page))
        self._offer_the_way()
        try:
            self._offer_to_undo(*standing.undo_labels(workspace))
            window.setWindowTitle(f"{standing.title(workspace.book)} — {TITLE}")
        except Trouble as error:
            window.trouble(error)
        self.say_status()

    def _without_book(self) -> None:
        """A casebook that is on its way counts as open: what is chosen is done when it is."""
        window = self._window
        coming = window.opening and window.arrival.place is not None
        window.actions_.refresh(coming)
        self._offer_to_undo("", "")
        self._offer_the_way()
        window.setWindowTitle(TITLE)
        waiting = _COMING if coming else _LOADING
        self.foot.say(waiting if window.opening else "")

    def _offer_to_undo(self, back: str, again: str) -> None:
        actions = self._window.actions_
        for name, label in (("undo", back), ("redo", again)):
            actions.relabel(name, label)
            actions[name].setEnabled(bool(label))

    def _offer_the_way(self) -> None:
        actions, trail = self._window.actions_, self._window.trail
        actions["back"].setEnabled(bool(trail.behind))
        actions["forward"].setEnabled(bool(trail.ahead))
