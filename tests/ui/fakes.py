"""Keys for the doors of the window: answers that a test gives in advance."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtWidgets import QWidget

from desk.errors import Conflict
from models.pinyin import matches
from ui.ask import ALL_FILES
from ui.forms import Form, Lookups

Show = Callable[..., QWidget]

TODAY = date(2018, 7, 23)

RECORDS = {
    "people": [("p1", "张示例"), ("p2", "李样例"), ("p3", "王演示")],
    "subjects": [("s1", "渤海示例化工有限公司"), ("s2", "临港样例新材料有限公司")],
    "organizations": [("o1", "示例发改局")],
}


def find(kind: str, typed: str) -> list[tuple[str, str]]:
    """The invented records of a kind that fit."""
    return [record for record in RECORDS.get(kind, []) if matches(record[1], typed)]


def label(kind: str, uid: str) -> str:
    """The name of an invented record."""
    return dict(RECORDS[kind])[uid]


LOOKUPS = Lookups(lambda: TODAY, find, label, frozenset({"people", "organizations"}))


class Viewer(QObject):
    """The program that opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Open a file."""
        self.opened.append(Path(url.toLocalFile()))


class FakeAsk:
    """Answers questions from a list, in order, and keeps what was asked and said.

    An answer is what the question would give: True, a string, a path, a mapping for a form; or a
    function that gives it, for what happens while the person thinks.
    """

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.told: list[str] = []
        self.warned: list[str] = []

    def confirm(self, question: str, yes: str = "确定", no: str = "取消") -> bool:
        """See Ask."""
        del yes, no
        return bool(self._answer(question))

    def choose(self, question: str, answers: Sequence[str]) -> str | None:
        """See Ask."""
        answer = self._text(question)
        assert answer is None or answer in answers
        return answer

    def tell(self, sentence: str, detail: str = "") -> None:
        """See Ask."""
        del detail
        self.told.append(sentence)

    def warn(self, sentence: str, detail: str = "") -> None:
        """See Ask."""
        del detail
        self.warned.append(sentence)

    def text(self, question: str, given: str = "") -> str | None:
        """See Ask."""
        del given
        return self._text(question)

    def open_file(self, title: str, kinds: Sequence[str] = (ALL_FILES,)) -> Path | None:
        """See Ask."""
        del kinds
        return self._path(title)

    def open_files(self, title: str, kinds: Sequence[str] = (ALL_FILES,)) -> list[Path]:
        """See Ask. The answer is a list of paths."""
        del kinds
        answer = self._answer(title)
        return [Path(str(one)) for one in answer] if isinstance(answer, list) else []

    def save_file(self, title: str, name: str, kinds: Sequence[str] = (ALL_FILES,)) -> Path | None:
        """See Ask."""
        del name, kinds
        return self._path(title)

    def folder(self, title: str) -> Path | None:
        """See Ask."""
        return self._path(title)

    def fill(self, title: str, form: Form, yes: str = "确定") -> dict[str, object] | None:
        """See Ask. The answer is a mapping of field names to values; it must satisfy the form."""
        del yes
        answer = self._answer(title)
        if not isinstance(answer, dict):
            return None
        for name, value in answer.items():
            form.rows[name].editor.set_value(value)
        assert form.ready(), form.summary.said
        return form.values()

    def settle(self, conflict: Conflict) -> frozenset[str] | None:
        """See Ask. The answer is the set of fields in which the others' value stays."""
        answer = self._answer(conflict.sentence)
        return frozenset(answer) if isinstance(answer, set | frozenset) else None

    def _answer(self, question: str) -> object:
        self.asked.append(question)
        assert self.answers, f"nobody answers: {question}"
        answer = self.answers.pop(0)
        return answer() if callable(answer) else answer

    def _text(self, question: str) -> str | None:
        answer = self._answer(question)
        return None if answer is None else str(answer)

    def _path(self, question: str) -> Path | None:
        answer = self._answer(question)
        return None if answer is None else Path(str(answer))
