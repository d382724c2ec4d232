"""The selected rows of a list on their way to Excel: a few at a time, so that the window lives."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.clipboard import Copied

MOST_COPIED = 50_000
_STRETCH = 64  # rows between two turns of the window
_AT_ONCE = 512  # rows that are copied before the key comes up

#: The texts of the rows of a stretch, as they are shown.
Texts = Callable[[range], Sequence[Sequence[str]]]


class Copying(QObject):
    """Copies rows; a later wish overtakes one that is under way."""

    def __init__(self, parent: QObject, texts: Texts, notice: Callable[[str], None]) -> None:
        """`texts` is asked again for each stretch; `notice` gets what a person should read."""
        super().__init__(parent)
        self._texts, self._notice = texts, notice
        self._wanted = 0
        self._copied = Copied()
        self._left: Iterator[range] = iter(())
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    def begin(self, headings: Sequence[str], ranges: Sequence[range]) -> None:
        """Copy these rows below the headings: at once if they are few, else between two turns."""
        self._wanted = sum(map(len, ranges))
        self._copied = Copied()
        self._copied.add([headings])
        self._left = _stretches(ranges)
        if self._wanted > _AT_ONCE:
            self._notice(f"正在复制 {min(self._wanted, MOST_COPIED):,} 行…")
            self._turn.start()
            return
        for stretch in self._left:
            self._copied.add(self._texts(stretch))
        self._finish()

    def _go_on(self) -> None:
        stretch = next(self._left, None)
        if stretch is None:
            self._finish()
        else:
            self._copied.add(self._texts(stretch))
            self._turn.start()

    def _finish(self) -> None:
        QApplication.clipboard().setMimeData(self._copied.mime())
        self._copied = Copied()
        self._notice(_what_was_copied(self._wanted))


def _stretches(ranges: Sequence[range]) -> Iterator[range]:
    """The rows in small stretches, down to the last that may be copied."""
    left = MOST_COPIED
    for rows in ranges:
        for start in range(0, min(len(rows), left), _STRETCH):
            yield rows[start : min(start + _STRETCH, left)]
        left = max(left - len(rows), 0)


def _what_was_copied(wanted: int) -> str:
    if wanted > MOST_COPIED:
        return f"只复制了前 {MOST_COPIED:,} 行（选中 {wanted:,} 行）；要全部请用“导出”。"
    return f"已复制 {wanted:,} 行，可粘贴到 Excel 或 WPS。"
