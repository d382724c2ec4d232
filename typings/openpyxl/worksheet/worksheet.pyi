from collections.abc import Iterator, Mapping
from typing import Literal, overload

class Font:
    b: bool
    name: str

class Alignment:
    horizontal: str | None
    wrap_text: bool | None

class Cell:
    value: object
    data_type: str
    font: Font
    alignment: Alignment
    quotePrefix: bool | None

class ColumnDimension:
    width: float

class RowDimension:
    height: float | None

class PrintPageSetup:
    paperSize: int
    orientation: str
    fitToWidth: int | None
    fitToHeight: int | None

class HeaderFooterPart:
    text: str | None

class HeaderFooterItem:
    center: HeaderFooterPart

class AutoFilter:
    ref: str | None

class Worksheet:
    freeze_panes: str | None
    print_title_rows: str | None
    page_setup: PrintPageSetup
    oddFooter: HeaderFooterItem
    auto_filter: AutoFilter
    column_dimensions: Mapping[str, ColumnDimension]
    row_dimensions: Mapping[int, RowDimension]
    @overload
    def iter_rows(
        self, min_row: int | None = None, *, values_only: Literal[True]
    ) -> Iterator[tuple[object, ...]]: ...
    @overload
    def iter_rows(
        self, min_row: int | None = None, *, values_only: Literal[False] = False
    ) -> Iterator[tuple[Cell, ...]]: ...
