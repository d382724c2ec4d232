class ParagraphStyle:
    def __init__(
        self, name: str, parent: ParagraphStyle | None = None, **kw: str | float
    ) -> None: ...
