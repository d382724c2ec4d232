"""印发信息: what an issue is called, which faces it was set in, and what proves its files."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desk.bulletins import Issued
from desk.bulletins.kinds import KINDS
from ui.pages.bulletins.issuing import called
from ui.panes import Scroller
from ui.parts import button, fit, words

_SIZE = (720, 460)
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | (
    Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_HINT = "文件的 SHA-256 校验码与此处一致，就是印发时的原件。"


def told(sent: Issued) -> Iterator[tuple[str, str]]:
    """What is known of an issue, by its label."""
    yield "种类", KINDS[sent.edition.kind].label
    yield "月份", sent.edition.month.label
    yield "标题", sent.title
    yield "期号", called(sent.masthead)
    for role, faces in sent.fonts.items():
        yield f"字体　{role}", "、".join(faces)
    for suffix, digest in sent.digests.items():
        yield f"{sent.stem}{suffix}　SHA-256", digest


class IssuedDialog(QDialog):
    """All of it can be selected and copied."""

    def __init__(self, sent: Issued, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("印发信息")
        fit(self, *_SIZE)
        self.told = list(told(sent))
        self.copy_button = button("复制", "plain", "copy")
        self.copy_button.clicked.connect(self.copy)
        close = button("关闭", "primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(words(_HINT))
        foot.addStretch()
        foot.addWidget(self.copy_button)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(words(sent.stem, "heading"))
        layout.addWidget(Scroller(self._facts()), 1)
        layout.addLayout(foot)
        close.setFocus()

    def copy(self) -> None:
        """All of it as lines of text."""
        lines = (f"{label}：{value}" for label, value in self.told)
        QApplication.clipboard().setText("\n".join(lines))

    def _facts(self) -> QWidget:
        facts = QWidget()
        layout = QFormLayout(facts)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, value in self.told:
            shown = QLabel(value, wordWrap=True)
            shown.setTextInteractionFlags(_SELECTABLE)
            layout.addRow(words(label), shown)
        return facts
