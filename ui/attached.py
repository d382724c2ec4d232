"""Files of a casebook given to the person: opened in their own program, or saved elsewhere."""

import re
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from desk.details import KeptFile
from desk.files import write_bytes
from ui.workspace import Workspace

#: Files that show something; any other could be a program, and is saved instead of opened.
_SHOWN = (
    *(".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp", ".mp3", ".mp4"),
    *(".csv", ".doc", ".docx", ".et", ".ofd", ".pdf", ".ppt", ".pptx", ".txt", ".wps"),
    *(".xls", ".xlsx"),
)
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Attached:
    """Opens and saves files that belong to records; copies that were opened go with the window."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folder = QTemporaryDir()

    def show(self, file: KeptFile) -> None:
        """Open a copy in the program that the system has for it; what is no document is saved."""
        if Path(file.name).suffix.lower() not in _SHOWN:
            self.save(file)
            return
        path = Path(self._folder.path()) / file.sha256[:12] / safe_name(file.name)
        if self._workspace.attempt(lambda: self._copy(file, path)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save(self, file: KeptFile) -> None:
        """Ask where to, and write a copy there."""
        path = self._workspace.ask.save_file("附件另存为", safe_name(file.name))
        if path is not None and self._workspace.attempt(lambda: self._copy(file, path)):
            self._workspace.said.emit(f"已保存到 {path}")

    def _copy(self, file: KeptFile, path: Path) -> bool:
        write_bytes(path, self._workspace.book.store.get(file.sha256))
        return True


def safe_name(name: str) -> str:
    """What the sender called a file, as a name that every system takes and that leads nowhere."""
    return _UNFIT.sub("_", name).strip(". ") or "附件"
