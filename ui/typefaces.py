"""字体: which face draws each role on this computer, a line of each, and what else could serve.

What is chosen is in force at once: the lines below are drawn by the same writer as the documents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desk import printing, typefaces
from desk.errors import Refused
from desk.progress import Progress
from desk.typefaces import File, Mode, RoleState, State
from reports.fonts import LABELS
from reports.gongwen import Face
from reports.pages import picture
from ui import style
from ui.ask import ALL_FILES
from ui.parts import button, fit, words

if TYPE_CHECKING:
    from ui.ask import Ask
    from ui.window import MainWindow

KINDS = ("字体文件 (*.ttf *.ttc *.otf *.otc)", ALL_FILES)
_SIZE = (940, 600)
_COMBO, _SAMPLE = 400, QSize(420, 41)  # pixels
_ABOUT = (
    "随程序的字体在哪台电脑上打出来都一样。装有公文标准字体（仿宋_GB2312、方正小标宋简体等）的"
    "电脑，可以改用本机的；它缺的字仍由随程序的字体补上。选定后对新生成的 PDF 和打印立刻生效，"
    "Word 文件一律写标准字体名。"
)
_INSTALLED = "本机装有的标准字体，先用本机的(&I)"


@dataclass(frozen=True)
class Seen:
    """How the roles stand, and a line of each as PDF, where one can be drawn."""

    state: State
    samples: Mapping[Face, bytes]


def seen() -> Seen:
    """Look at the faces of this computer anew."""
    state = typefaces.state()
    return Seen(state, {one.role: drawn for one in state.roles if (drawn := _sample(one.role))})


def _sample(role: Face) -> bytes:
    try:
        return printing.sample(role)
    except Refused:
        return b""


class RoleRow(QWidget):
    """One role: what can serve, what does, and a line of it.

    `wanted` is called with a file, or None for none of this computer's own choosing.
    """

    def __init__(self, role: Face, ask: Ask, wanted: Callable[[Face, File | None], None]) -> None:
        super().__init__()
        self.role, self._ask, self._wanted = role, ask, wanted
        self._files: list[File | None] = []
        self.combo = QComboBox()
        self.combo.setFixedWidth(_COMBO)
        self.combo.setAccessibleName(LABELS[role])
        self.combo.activated.connect(self._activated)
        self.told = words("")
        self.told.setWordWrap(True)
        self.sample = QLabel()
        self.sample.setFixedSize(_SAMPLE)
        self.sample.setAccessibleName(f"{LABELS[role]}字样")

    def show_state(self, one: RoleState, sample: bytes) -> None:
        """Say anew how the role stands."""
        self._fill(one)
        self.told.setText(_told(one))
        style.mark(self.told, "problem" if one.refused or one.serving is None else "muted")
        self.sample.setPixmap(_pixmap(sample, self.devicePixelRatioF()) if sample else QPixmap())

    def _fill(self, one: RoleState) -> None:
        self.combo.clear()
        self._files = []
        self._offer("自动", None)
        for face in one.candidates:
            where = face.refusal or Path(face.path).name
            self._offer(f"{face.title} — {where}", File(face.path, face.index), face.refusal)
        if one.chosen is not None and one.chosen not in self._files:
            self._offer(f"选定的文件 — {Path(one.chosen.path).name}", one.chosen)
        self._offer(_OTHER, None)
        chosen = self._files.index(one.chosen) if one.chosen else 0
        self.combo.setCurrentIndex(chosen)

    def _offer(self, label: str, file: File | None, refusal: str = "") -> None:
        self._files.append(file)
        self.combo.addItem(label)
        self.combo.setItemData(self.combo.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
        model = self.combo.model()
        if refusal and isinstance(model, QStandardItemModel):
            model.item(self.combo.count() - 1).setEnabled(False)

    def _activated(self, place: int) -> None:
        if place < len(self._files) - 1:
            self._wanted(self.role, self._files[place])
            return
        file = self._asked()
        if file is None:
            chosen = typefaces.chosen().faces.get(self.role)
            self.combo.setCurrentIndex(self._files.index(chosen) if chosen else 0)
        else:
            self._wanted(self.role, file)

    def _asked(self) -> File | None:
        """The face in a file that the person points at; None if that is waved away or none."""
        path = self._ask.open_file(f"选择{LABELS[self.role]}的字体文件", KINDS)
        if path is None:
            return None
        try:
            return typefaces.named(self.role, str(path))
        except Refused as error:
            self._ask.warn(error.sentence)
            return None


_OTHER = "选择字体文件…"


def _told(one: RoleState) -> str:
    if one.serving is None:
        return f"{one.refused}没有能用的字体，请选择一个字体文件。"
    font = one.serving
    return f"{one.refused}现用：{font.title} {font.version}（{font.origin}）"


def _pixmap(pdf: bytes, ratio: float) -> QPixmap:
    drawn = picture(pdf, 0, _SAMPLE.width() * ratio / printing.SAMPLE_SHEET[0])
    image = QImage(
        drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
    )
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    return made


class TypefacesDialog(QDialog):
    """One row a role; the foot leads back to the shipped faces."""

    def __init__(self, window: MainWindow, first: Seen) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("打印用的字体")
        self._window, self._gone = window, False
        self.installed = QCheckBox(_INSTALLED)
        self.installed.clicked.connect(self._use)
        self.rows = {role: RoleRow(role, window.ask, self._choose) for role in Face}
        self.found = words("")
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.back = button("恢复随程序字体")
        self.again = button("重新查找", icon="refresh-cw")
        self._lay_out()
        fit(self, *_SIZE)
        self._show(first)
        self.installed.setFocus()
        self.finished.connect(self._leave)

    def _lay_out(self) -> None:
        about = words(_ABOUT)
        about.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(about)
        layout.addWidget(self.installed)
        layout.addWidget(self.problem)
        layout.addLayout(self._grid())
        layout.addStretch()
        layout.addWidget(self.found)
        layout.addLayout(self._foot())

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        for place, row in enumerate(self.rows.values()):
            label = QLabel(LABELS[row.role])
            label.setBuddy(row.combo)
            grid.addWidget(label, 3 * place, 0)
            grid.addWidget(row.combo, 3 * place, 1)
            grid.addWidget(row.told, 3 * place + 1, 1)
            grid.addWidget(row.sample, 3 * place, 2, 2, 1)
            grid.setRowMinimumHeight(3 * place + 2, 8)
        grid.setColumnStretch(3, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        self.back.clicked.connect(lambda: self._do(typefaces.restore))
        self.again.clicked.connect(lambda: self._do(lambda: None))
        shut = button("关闭", "primary")
        shut.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.again)
        foot.addStretch()
        foot.addWidget(shut)
        return foot

    def _use(self) -> None:
        mode: Mode = "installed" if self.installed.isChecked() else "shipped"
        self._do(lambda: typefaces.choose(mode))

    def _choose(self, role: Face, file: File | None) -> None:
        self._do(lambda: typefaces.choose(files={role: file}))

    def _do(self, act: Callable[[], None]) -> None:
        """Do it beside the window, then look at everything anew."""

        def work(_progress: Progress) -> Seen:
            act()
            return seen()

        self._window.jobs.run("查看字体", work, self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        """Say why, and show again what is in force."""
        self._window.failed(error)
        self._window.jobs.run("查看字体", lambda _progress: seen(), self._show, self._window.failed)

    def _show(self, now: Seen) -> None:
        if self._gone:
            return
        state = now.state
        self.installed.setChecked(state.use == "installed")
        self.problem.setText("\n".join(filter(None, (state.locked, state.trouble))))
        self.problem.setVisible(bool(self.problem.text()))
        for one in state.roles:
            self.rows[one.role].show_state(one, now.samples.get(one.role, b""))
        self.found.setText(_counted(state))
        self.found.setToolTip("\n".join(f"{file}：{why}" for file, why in state.broken.items()))

    def _leave(self) -> None:
        self._gone = True


def _counted(state: State) -> str:
    standard = sum(len(one.candidates) for one in state.roles)
    said = f"本机查到 {state.files} 个字体文件，其中公文标准字体 {standard} 个"
    return f"{said}；另有 {len(state.broken)} 个文件读不出来。" if state.broken else f"{said}。"


def show_typefaces(window: MainWindow) -> None:
    """Look for faces beside the window, then show them."""

    def show(first: Seen) -> None:
        TypefacesDialog(window, first).open()

    window.jobs.run("查找本机字体", lambda _progress: seen(), show, window.failed)
