from collections.abc import Iterator, Mapping
from typing import Literal, overload

class Font:
    b: bool
    name: str

class Alignment:
    horizontal: str | None
    wrap_text: bool | None

class Protection:
    locked: bool

class Cell:
    value: object
    row: int
    column: int
    number_format: str
    protection: Protection
    data_type: str
    font: Font
    alignment: Alignment
    quotePrefix: bool | None

class ColumnDimension:
    width: float
    hidden: bool

class RowDimension:
    height: float | None
    hidden: bool

class SheetProtection:
    sheet: bool
    password: str | None

class DataValidation:
    type: str
    formula1: str
    def __contains__(self, coordinate: str) -> bool: ...

class DataValidationList:
    dataValidation: list[DataValidation]

class PrintPageSetup:
    paperSize: int
    orientation: str
    fitToWidth: int | None
    fitToHeight: int | None

class HeaderFooterPart:
    text: str | None

class HeaderFooterItem:
    center: HeaderFooterPart

class CellRange:
    min_row: int

class MergedCells:
    ranges: set[CellRange]

class AutoFilter:
    ref: str | None

class Worksheet:
    title: str
    merged_cells: MergedCells
    sheet_state: str
    protection: SheetProtection
    data_validations: DataValidationList
    freeze_panes: str | None
    print_title_rows: str | None
    page_setup: PrintPageSetup
    oddFooter: HeaderFooterItem
    auto_filter: AutoFilter
    column_dimensions: Mapping[str, ColumnDimension]
    row_dimensions: Mapping[int, RowDimension]
    def cell(self, row: int, column: int) -> Cell: ...
    @overload
    def iter_rows(
        self, min_row: int | None = None, *, values_only: Literal[True]
    ) -> Iterator[tuple[object, ...]]: ...
    @overload
    def iter_rows(
        self, min_row: int | None = None, *, values_only: Literal[False] = False
    ) -> Iterator[tuple[Cell, ...]]: ...
