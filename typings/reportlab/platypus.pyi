from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle

class Flowable: ...

class Paragraph(Flowable):
    def __init__(self, text: str, style: ParagraphStyle) -> None: ...

class LongTable(Flowable):
    def __init__(
        self,
        data: Sequence[Sequence[Flowable]],
        colWidths: Sequence[float],
        *,
        repeatRows: int = 0,
        style: Sequence[tuple[object, ...]] | None = None,
    ) -> None: ...

class SimpleDocTemplate:
    def __init__(
        self,
        filename: str,
        *,
        pagesize: tuple[float, float],
        leftMargin: float,
        rightMargin: float,
    ) -> None: ...
    def build(self, flowables: list[Flowable]) -> None: ...
