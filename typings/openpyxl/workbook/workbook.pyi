from datetime import datetime
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

class DocumentProperties:
    title: str | None
    creator: str | None
    created: datetime
    modified: datetime

class Workbook:
    properties: DocumentProperties
    @property
    def worksheets(self) -> list[Worksheet]: ...
    def save(self, filename: Path) -> None: ...
