from pathlib import Path
from typing import IO

from openpyxl.workbook.workbook import Workbook

def load_workbook(filename: Path | IO[bytes]) -> Workbook: ...
