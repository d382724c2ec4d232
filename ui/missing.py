"""What stands against saving a form: said in one place, each a link to its field."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui import style
from ui.editors.suggestions import take_highlighted
from ui.sections import FormRow

NEXT_KEY = "F8"


def wanting(rows: Iterable[FormRow]) -> list[FormRow]:
    """The rows that are asked and are blank though they must not be, or cannot be taken."""
    return [row for row in rows if row.missing or row.problem]


def to_next(rows: Sequence[FormRow]) -> bool:
    """Put the keyboard to the next row behind it that stands against saving, round about.

    False where none does.
    """
    take_highlighted()
    here = next((place for place, row in enumerate(rows) if row.editor.hasFocus()), -1)
    found = wanting([*rows[here + 1 :], *rows[: here + 1]])
    if found:
        found[0].editor.setFocus(Qt.FocusReason.TabFocusReason)
    return bool(found)


class Missing(QLabel):
    """Names what is missing and what must be mended; a click on a name leads to its field."""

    def __init__(self) -> None:
        super().__init__(wordWrap=True)
        self.setProperty("kind", "muted")
        self.setToolTip(f"点一项就到那里；{NEXT_KEY} 逐项前往")
        self.said = ""
        self._rows: list[FormRow] = []
        self.linkActivated.connect(self.go)

    def tell(self, rows: Iterable[FormRow]) -> None:
        """Name those of the rows that stand against saving."""
        self._rows = wanting(rows)
        missing = [row for row in self._rows if row.missing]
        wrong = [row for row in self._rows if not row.missing]
        parts = [("还缺：", missing), ("请改正：", wrong)]
        self.said = "　".join(say + _names(found) for say, found in parts if found)
        linked = "　".join(say + self._links(found) for say, found in parts if found)
        self.setText(f"{linked}　（{NEXT_KEY}）" if linked else "")
        if not self._rows:
            style.mark(self, "muted")

    def go(self, place: str) -> None:
        """Lead to the field that a link stands for."""
        self._rows[int(place)].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _links(self, rows: Iterable[FormRow]) -> str:
        color = style.tokens()["accent"]
        return "、".join(
            f'<a href="{self._rows.index(row)}" style="color:{color}">{row.field.label}</a>'
            for row in rows
        )


def _names(rows: Iterable[FormRow]) -> str:
    return "、".join(row.field.label for row in rows)
