"""What is written of a bulletin: title, editor's note, text, and who contributed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desk.bulletins import Draft
from desk.bulletins.telling import Telling, Told
from desk.bulletins.tokens import by_label
from ui import style
from ui.editors import TextEdit
from ui.editors.base import Line
from ui.elided import Elided
from ui.pages.bulletins.inserting import ExhibitsButton
from ui.pages.bulletins.text import BulletinText
from ui.parts import words

_LABEL_PIXELS, _GAP = 52, 6
_ROOMY = 400  # pixels of the whole, below which the labels give way to the text
_HINT = "从 Excel 复制的表格可以直接粘贴到正文"


def parts(draft: Draft) -> dict[str, str]:
    """A draft as the editor shows it and gives it back."""
    return {
        "title": draft.title,
        "note": by_label(draft.editor_note),
        "text": draft.text,
        "credit": draft.contributed_by,
    }


class DraftEditor(QWidget):
    """The parts of a draft. `changed`: something was typed or set."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Line()
        self.note = TextEdit()
        self.text = BulletinText()
        self.exhibits = ExhibitsButton()
        self.credit = Line()
        self.problem = QLabel(wordWrap=True)
        self._lay_out()
        for line in (self.title, self.credit):
            line.textChanged.connect(self.changed)
        self.note.changed.connect(self.changed)
        self.text.textChanged.connect(self.changed)
        self.exhibits.chosen.connect(self.text.insert)
        self.changed.connect(self.review)
        self.title.entered.connect(self.note.setFocus)
        self.note.entered.connect(self.text.setFocus)
        self.review()

    def edited(self, draft: Draft) -> Draft:
        """The draft with what stands here. Raises `Refused` for a field that is none."""
        kept = replace(
            draft,
            title=self.title.text().strip(),
            editor_note=str(self.note.value() or ""),
            contributed_by=self.credit.text().strip(),
        )
        return kept.edited(self.text.text())

    def tell(self, telling: Telling) -> None:
        """Take numbers, tables and charts from here, from now on."""
        self.text.tell(telling.known)
        self.exhibits.tell(telling.exhibits)

    def draft(self) -> Mapping[str, str]:
        """See Draftable."""
        return {
            "title": self.title.text(),
            "note": self.note.draft(),
            "text": self.text.text(),
            "credit": self.credit.text(),
        }

    def restore(self, draft: Mapping[str, str]) -> None:
        """See Draftable."""
        self.title.setText(draft.get("title", ""))
        self.title.setCursorPosition(0)
        self.note.restore(draft.get("note", ""))
        self.text.set_text(draft.get("text", ""))
        self.credit.setText(draft.get("credit", ""))

    def set_read_only(self, fixed: bool) -> None:
        """Whether the text is printed and stands fast."""
        for line in (self.title, self.credit):
            line.setReadOnly(fixed)
            line.style().polish(line)  # the sheet greys out what cannot be typed in
        self.note.paper.setReadOnly(fixed)
        self.text.setReadOnly(fixed)
        self._inserting.setVisible(not fixed)
        self._show_optional(fixed)

    def _show_optional(self, fixed: bool) -> None:
        """What was left blank is not shown of a text that stands fast."""
        for widget, blank in (
            (self.note, not self.note.draft()),
            (self.credit, not self.credit.text()),
        ):
            widget.setVisible(not (fixed and blank))
            self._labels[widget].setVisible(self.width() >= _ROOMY and not widget.isHidden())

    def refuse(self, sentence: str) -> None:
        """Say below the text why it cannot be printed."""
        self.problem.setText(sentence)
        self.problem.setVisible(True)
        style.mark(self.problem, "problem")

    def review(self) -> None:
        """Say below the text what in it cannot be printed, and what in it says nothing by now."""
        wrong = [
            f"“{{{one}}}”不是可用的数字，请改用列出的数字，或删去花括号"
            for one in self.text.wrong()
        ]
        wrong += [sentence.rstrip("。") for sentence in self.text.mixed()]
        said = [*wrong, *_idle(self.text.idle())]
        self.problem.setText("；".join(said) + "。" if said else "")
        self.problem.setVisible(bool(said))
        style.mark(self.problem, "problem" if wrong else "warning")

    def _lay_out(self) -> None:
        self._inserting = _beside(self.exhibits, Elided(_HINT))
        for line in (self.title, self.note.paper, self.credit):
            line.setAcceptDrops(False)  # files are taken by the page
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        shown: tuple[tuple[str, QWidget], ...] = (
            ("标题", self.title),
            ("编者按", self.note),
            ("", self._inserting),
            ("正文", self.text),
            ("", self.problem),
            ("供稿", self.credit),
        )
        self._labels = {widget: words(label) for label, widget in shown if label}
        for row, (_, widget) in enumerate(shown):
            if widget in self._labels:
                grid.addWidget(_set(self._labels[widget]), row, 0)
            grid.addWidget(widget, row, 1)
        grid.setRowStretch(3, 1)
        self._name()

    def _name(self) -> None:
        """Let each field say by itself what it is: in a narrow window its label has no room."""
        for line, called in ((self.title, "标题"), (self.credit, "供稿，可不填")):
            line.setPlaceholderText(called)
        self.note.paper.setPlaceholderText("编者按，可不填")
        for widget, label in self._labels.items():
            named = self.note.paper if widget is self.note else widget
            named.setAccessibleName(label.text())
            named.setToolTip(label.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the text has the room of the labels."""
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        self._grid.setColumnMinimumWidth(0, _LABEL_PIXELS if roomy else 0)
        self._grid.setHorizontalSpacing(_GAP if roomy else 0)
        for widget, label in self._labels.items():
            label.setVisible(roomy and not widget.isHidden())


def _set(label: QLabel) -> QLabel:
    """A label level with the first line of what it names."""
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setContentsMargins(0, 6, 0, 0)
    return label


def _beside(left: QWidget, right: QWidget) -> QWidget:
    """Two widgets in a row, the right one as wide as there is room."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    layout.addWidget(left)
    layout.addWidget(right, 1)
    return row


def _idle(told: Sequence[Told]) -> list[str]:
    """What to do about numbers, tables and charts that say nothing by now."""
    numbers = "、".join(f"“{one.label}”" for one in told if not one.exhibit)
    exhibits = "、".join(f"“{one.label}”" for one in told if one.exhibit)
    said = [f"{numbers}现在没有数，请改写所在的句子"] if numbers else []
    return said + ([f"{exhibits}现在没有内容，不会印出"] if exhibits else [])
