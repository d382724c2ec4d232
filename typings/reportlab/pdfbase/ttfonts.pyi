from collections.abc import Callable

# A function that the module calls by this name; it is replaced to write UTF-16.
makeToUnicodeCMap: Callable[[str, list[int]], str]

class TTFont:
    fontName: str
    def __init__(self, name: str, filename: str) -> None: ...
