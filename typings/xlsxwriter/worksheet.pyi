from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from xlsxwriter.format import Format

class Worksheet:
    def write(
        self, row: int, col: int, value: object, cell_format: Format | None = None
    ) -> int: ...
    def write_row(
        self, row: int, col: int, data: Iterable[object], cell_format: Format | None = None
    ) -> int: ...
    def write_formula(
        self,
        row: int,
        col: int,
        formula: str,
        cell_format: Format | None = ...,
        value: object = ...,
    ) -> int: ...
    def write_string(
        self, row: int, col: int, string: str, cell_format: Format | None = None
    ) -> int: ...
    def write_number(
        self, row: int, col: int, number: float, cell_format: Format | None = None
    ) -> int: ...
    def write_boolean(
        self, row: int, col: int, boolean: bool, cell_format: Format | None = None
    ) -> int: ...
    def write_datetime(
        self,
        row: int,
        col: int,
        date: date | time | timedelta,
        cell_format: Format | None = None,
    ) -> int: ...
    def write_blank(
        self, row: int, col: int, blank: object, cell_format: Format | None = None
    ) -> int: ...
    def merge_range(
        self,
        first_row: int,
        first_col: int,
        last_row: int,
        last_col: int,
        data: object,
        cell_format: Format | None = None,
    ) -> int: ...
    def set_column(
        self,
        first_col: int,
        last_col: int,
        width: float | None = None,
        cell_format: Format | None = None,
        options: Mapping[str, object] | None = None,
    ) -> int: ...
    def set_row(
        self,
        row: int,
        height: float | None = None,
        cell_format: Format | None = None,
        options: Mapping[str, object] | None = None,
    ) -> int: ...
    def set_column_pixels(
        self,
        first_col: int,
        last_col: int,
        width: float | None = None,
        cell_format: Format | None = None,
        options: Mapping[str, object] | None = None,
    ) -> int: ...
    def autofilter(self, first_row: int, first_col: int, last_row: int, last_col: int) -> None: ...
    def ignore_errors(self, options: Mapping[str, str] | None = None) -> int: ...
    def fit_to_pages(self, width: int, height: int) -> None: ...
    def set_margins(
        self, left: float = 0.7, right: float = 0.7, top: float = 0.75, bottom: float = 0.75
    ) -> None: ...
    def set_footer(
        self,
        footer: str = "",
        options: Mapping[str, object] | None = None,
        margin: float | None = None,
    ) -> None: ...
    def freeze_panes(self, row: int, col: int) -> None: ...
    def repeat_rows(self, first_row: int, last_row: int | None = None) -> None: ...
    def set_landscape(self) -> None: ...
    def set_paper(self, paper_size: int) -> None: ...
    def hide(self) -> None: ...
    def data_validation(
        self,
        first_row: int,
        first_col: int,
        last_row: int,
        last_col: int,
        options: Mapping[str, object] | None = None,
    ) -> int: ...
    def protect(self, password: str = "", options: Mapping[str, bool] | None = None) -> None: ...
    def hide_gridlines(self, option: int = 1) -> None: ...
    def set_selection(
        self, first_row: int, first_col: int, last_row: int, last_col: int
    ) -> None: ...
