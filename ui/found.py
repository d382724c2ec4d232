"""Says above a form that what was half typed has been put back, and takes it away again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.parts import button


def found_again(at: str, moved: Sequence[str] = ()) -> str:
    """The sentence for a draft of that moment (ISO form), and for what others changed since."""
    said = f"已找回 {at[:16].replace('T', ' ')} 未保存的内容"
    return f"{said}；{others_changed(moved)}" if moved else said


def others_changed(moved: Sequence[str]) -> str:
    """These fields were changed by somebody else since they were typed over."""
    return f"其中“{'、'.join(moved)}”已被别人改过，保存时请决定留哪一个"


class Found(QWidget):
    """Out of sight until something was found. `given_up`: the person does not want it."""

    given_up = Signal()

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("kind", "warning")
        self.drop = button("不要了，恢复原样")
        self.drop.clicked.connect(self._give_up)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.said, 1)
        line.addWidget(self.drop)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Come into sight."""
        self.said.setText(sentence)
        self.show()

    def _give_up(self) -> None:
        self.hide()
        self.given_up.emit()
