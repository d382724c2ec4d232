"""What stands in a bulletin's text: words, and letters that stand for numbers, tables and charts.

Outside, such a letter is `{label}`; one that is a table or a chart has its line to itself.
"""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFragment

from desk.bulletins.tokens import exhibit_named
from ui.pages.bulletins.chips import LETTER, written_in

TAB = "\t"


def letters(text: str) -> int:
    """How many letters Qt counts, to which a rare Han character is two."""
    return len(text.encode("utf-16-le")) // 2


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """The lines of a text."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The stretches of a line that are set alike."""
    part = block.begin()
    while not part.atEnd():
        yield part.fragment()
        part += 1


def written(fragment: QTextFragment) -> str:
    """The label for which each letter of a stretch stands; empty where it is words."""
    return written_in(fragment.charFormat())


def written_at(document: QTextDocument, position: int) -> str:
    """The label for which the letter at a position stands; empty where it is a word's."""
    if position < 0 or document.characterAt(position) != LETTER:
        return ""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return written_in(cursor.charFormat())


def place_of(document: QTextDocument, label: str) -> int | None:
    """Where a number, table or chart stands first; None where it does not."""
    parts = (part for block in blocks(document) for part in fragments(block))
    return next((part.position() for part in parts if written(part) == label), None)


def text_of(document: QTextDocument) -> str:
    """The lines of a text as people write it."""
    return "\n".join(map(line_of, blocks(document))).replace("\u2028", "\n")


def line_of(block: QTextBlock) -> str:
    """One line as people write it."""
    return "".join(map(_said, fragments(block)))


def _said(fragment: QTextFragment) -> str:
    """Equal numbers side by side are one stretch."""
    label = written(fragment)
    return f"{{{label}}}" * fragment.length() if label else fragment.text()


def has_exhibit(block: QTextBlock) -> bool:
    """Whether a table or a chart stands in a line."""
    return any(exhibit_named(written(part)) for part in fragments(block))


def is_exhibit(block: QTextBlock) -> bool:
    """Whether a line is one table or chart and nothing besides."""
    return block.text().strip() == LETTER and has_exhibit(block)


def is_mixed(block: QTextBlock) -> bool:
    """Whether a table or a chart stands in a line where other things stand, too."""
    return has_exhibit(block) and not is_exhibit(block)


def is_row(block: QTextBlock) -> bool:
    """Whether a line is a row of a table of the office's own."""
    return TAB in block.text()
