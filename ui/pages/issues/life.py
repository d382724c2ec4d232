"""What has become of an issue: the four gates, the measures, the steps that were taken."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape
from itertools import zip_longest

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk.details import KeptFile, Partner, StepLine
from desk.lists import Line
from desk.merges import Merged
from models.lifecycle import Measure
from models.workflow import GateResult
from ui import icons, style
from ui.filelink import file_link
from ui.issuelink import issue_link
from ui.parts import words

_RUNNING = ("green", "yellow", "red")  # lamps of a clock that may run
_DOT = 4  # pixels of the radius of a dot of the timeline
_DOT_TOP = 10  # pixels from the top of a step to the middle of its dot


def countdown(line: Line, today: date) -> str:
    """How many days are left, or gone by; empty where no clock runs."""
    due = line.values["due_on"]
    if due is None or line.values["lamp"] not in _RUNNING or line.values["state"] == "verified":
        return ""
    days = (due - today).days
    left = f"还有 {days} 天" if days > 0 else f"已超期 {-days} 天" if days < 0 else "今天到期"
    return f"时限 {line.shown['due_on']}，{left}"


class Deadline(QWidget):
    """时限由来: how the deadline came about, sentence by sentence."""

    def __init__(self, told: Sequence[str]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(words("时限由来", "heading"))
        for sentence in told:
            said = words(sentence, "plain")
            said.setWordWrap(True)
            said.setMinimumWidth(1)  # as narrow as its pane: it breaks anywhere
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(said)


class Gates(QWidget):
    """四个不放过: each with a tick or a cross, and what is missing."""

    def __init__(self, gates: Sequence[GateResult]) -> None:
        super().__init__()
        met = sum(gate.met for gate in gates)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        heading = words(f"四个不放过　{met}/{len(gates)}", "heading")
        grid.addWidget(heading, 0, 0, 1, 2)
        for row, gate in enumerate(gates, start=1):
            shape = QLabel()
            shape.setPixmap(icons.pixmap(*_TICK if gate.met else _CROSS, size=16))
            shape.setAlignment(Qt.AlignmentFlag.AlignTop)
            shape.setContentsMargins(0, 3, 0, 0)
            text = gate.label if gate.met else f"{gate.label}：{gate.reason}"
            said = words(text, "muted" if gate.met else "plain")
            said.setWordWrap(True)
            said.setAccessibleName(f"{'已满足' if gate.met else '未满足'}：{said.text()}")
            grid.addWidget(shape, row, 0)
            grid.addWidget(said, row, 1)


_TICK, _CROSS = ("check", "green"), ("x", "red")


class Measures(QWidget):
    """办理措施: what was planned, by whom until when, and what came of it."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(words("办理措施", "heading"))
        for measure in measures:
            said = words(f"{measure.ordinal}. {measure.text}", "plain")
            said.setWordWrap(True)
            layout.addWidget(said)
            layout.addWidget(_standing_of(measure))


class Together(QWidget):
    """并案: the issues that are handled as one with this, each a line that leads to it."""

    def __init__(self, merged: Merged, show: Callable[[str], object]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        into = (merged.into,) if merged.into else ()
        for heading, lines in (("已并入", into), ("并入的问题", merged.others)):
            if lines:
                layout.addWidget(words(heading, "heading"))
            for line in lines:
                layout.addWidget(issue_link(line, partial(show, line.uid)))


class Partners(QWidget):
    """配合单位: each with how its deadline came about (`told`, of each in turn), and its answer."""

    def __init__(self, partners: Sequence[Partner], told: Sequence[str], today: date) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(words("配合单位", "heading"))
        for partner, sentence in zip_longest(partners, told[: len(partners)]):
            name = words(sentence or partner.name, "plain")
            name.setWordWrap(True)
            name.setMinimumWidth(1)
            layout.addWidget(name)
            layout.addWidget(_answer_of(partner, today))


def _answer_of(partner: Partner, today: date) -> QLabel:
    """What it answered and when; who has not is told by when, and how late it is."""
    if partner.answered_on is not None:
        said = words(f"{partner.answered_on} 答复：{partner.answer}")
    elif partner.due_on is None:
        said = words("未答复")
    else:
        days = (today - partner.due_on).days
        late = f"，已超期 {days} 天" if days > 0 else ""
        said = words(f"未答复，时限 {partner.due_on}{late}", "warning" if late else "muted")
    said.setWordWrap(True)
    return said


def _standing_of(measure: Measure) -> QLabel:
    if measure.outcome is not None:
        said = words(f"{measure.done_on} 完成：{measure.outcome}")
    else:
        until = f"，{measure.due_on} 前" if measure.due_on else ""
        said = words(f"未完成{until}{f'（{measure.owner}）' if measure.owner else ''}", "warning")
    said.setWordWrap(True)
    return said


class Timeline(QWidget):
    """办理过程: the steps, the latest first, with what they said and the files that came along."""

    def __init__(
        self,
        steps: Sequence[StepLine],
        files: Mapping[str, Sequence[KeptFile]],
        show: Callable[[KeptFile], object],
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        heading = words(f"办理过程　{len(steps)} 步", "heading")
        heading.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(heading)
        if not steps:
            layout.addWidget(words("已登记，还没有办理。"))
        for place, step in enumerate(reversed(steps)):
            last = place == len(steps) - 1
            layout.addWidget(_StepRow(step, files.get(step.uid, ()), show, last=last))


class _StepRow(QWidget):
    """One step beside its dot on the line."""

    def __init__(
        self,
        step: StepLine,
        files: Sequence[KeptFile],
        show: Callable[[KeptFile], object],
        *,
        last: bool,
    ) -> None:
        super().__init__()
        self._last = last
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 0, 0, 12)
        layout.setSpacing(4)
        layout.addLayout(_step_head(step))
        if step.late is not None:
            late = (step.on - step.late).days
            layout.addWidget(words(f"迟 {late} 天（应在 {step.late} 前）", "warning"))
        if any(value for _, value in step.facts):
            layout.addWidget(_said(step))
        for file in files:
            layout.addWidget(file_link(file, show), 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot, and the line down to the step before."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_DOT + 2, _DOT_TOP)
        if not self._last:
            painter.setPen(QPen(style.color("border"), 2))
            painter.drawLine(middle, QPointF(middle.x(), self.height() + _DOT_TOP))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent"))
        painter.drawEllipse(middle, _DOT, _DOT)
        painter.end()


def _step_head(step: StepLine) -> QHBoxLayout:
    name = QLabel(step.label)
    font = name.font()
    font.setBold(True)
    name.setFont(font)
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(name)
    head.addWidget(words(f"{step.on}　{step.by}"))
    head.addStretch()
    return head


def _said(step: StepLine) -> QLabel:
    """What the step said, in one label: a grid for each step would be slow to walk past."""
    muted = style.tokens()["muted"]
    lines = (
        f'<span style="color:{muted}">{escape(label)}</span>　{_as_html(value)}'
        for label, value in step.facts
        if value
    )
    said = QLabel("<br>".join(lines), wordWrap=True)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return said


def _as_html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
