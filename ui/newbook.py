"""The dialog for a new casebook: office, tier, this laptop's code, and where it shall lie."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.fields import Field, Type
from ui.ask import Ask
from ui.forms import Form, Lookups
from ui.parts import button, words

_FIELDS = (
    Field("office", "单位名称", required=True, help="如：渤海新区双创双服办公室"),
    Field("tier", "层级", Type.CHOICE, choices="tiers", required=True),
    Field("code", "本机代码", required=True, help="编号的开头，每台电脑各不相同，如：渤新A"),
    Field("folder", "存放位置", required=True, help="本机硬盘上的一个新文件夹"),
)
_PIXELS = 560


@dataclass(frozen=True)
class NewBook:
    """What a new casebook begins with."""

    office: str
    tier: str
    code: str
    folder: Path


class NewBookDialog(QDialog):
    """Asks for everything that a new casebook begins with."""

    def __init__(self, window: QWidget, ask: Ask, folder: Path) -> None:
        super().__init__(window)
        self._ask = ask
        self.setWindowTitle("新建台账")
        self.setMinimumWidth(_PIXELS)
        self.form = Form(_FIELDS, _no_lookups())
        self.form.set_values({"tier": "县", "folder": str(folder)})
        self.form.submitted.connect(self._accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addWidget(words("台账是本机上的一个文件夹，数据不会离开这台电脑。"))
        layout.addWidget(self.form)
        layout.addLayout(self._buttons())
        self.form.focus_first()

    def ask_all(self) -> NewBook | None:
        """What the person wants; None if the dialog was waved away."""
        if self.exec() != QDialog.DialogCode.Accepted:
            return None
        given = {name: str(value) for name, value in self.form.values().items()}
        return NewBook(given["office"], given["tier"], given["code"], Path(given["folder"]))

    def _buttons(self) -> QHBoxLayout:
        self.browse = button("选择位置…", "plain", "folder-open")
        self.cancel = button("取消")
        self.make = button("新建", "primary")
        self.browse.clicked.connect(self._browse)
        self.cancel.clicked.connect(self.reject)
        self.make.clicked.connect(self._accept)
        self.make.setDefault(True)
        line = QHBoxLayout()
        line.addWidget(self.browse)
        line.addStretch()
        line.addWidget(self.cancel)
        line.addWidget(self.make)
        return line

    def _browse(self) -> None:
        folder = self._ask.folder("选择台账存放的位置")
        if folder is not None:
            name = str(self.form.values().get("office") or "包联台账")
            self.form.rows["folder"].editor.set_value(str(folder / name))

    def _accept(self) -> None:
        if self.form.ready():
            self.accept()


def _no_lookups() -> Lookups:
    from desk.clock import Clock

    return Lookups(Clock().today, lambda _kind, _typed: [], lambda _kind, _uid: "")
