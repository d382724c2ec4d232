"""Whether the Word file and the PDF of a document say the same, what is repeated on pages aside."""

import re
from collections.abc import Iterator

import pypdfium2
from lxml import etree

from tests.reports import paper
from tests.reports.measures.produced import Produced
from tests.reports.paper import W

_NUMBER = re.compile(r"(—\d+—|第\d+页共\d+页)")


def differences(made: Produced) -> Iterator[str]:
    """Where the text of the Word file and that of the PDF part, page by page."""
    word, place = paper.word_text(made.docx), 0
    repeated = _repeated(made)
    for number, page in enumerate(_pages(made.pdf), start=1):
        told = page if number == 1 else _once(page, word[place:], repeated)
        if not word.startswith(told, place):
            found = next(
                i for i, char in enumerate(told) if word[place + i : place + i + 1] != char
            )
            yield (
                f"第{number}页：Word“{word[place + found - 6 : place + found + 8]}”，"
                f"PDF“{told[max(found - 6, 0) : found + 8]}”"
            )
            return
        place += len(told)
    if place < len(word):
        yield f"PDF 缺“{word[place : place + 20]}”"


def _pages(pdf: bytes) -> Iterator[str]:
    """The text of each page in the order in which it was drawn, without its number."""
    document = pypdfium2.PdfDocument(pdf)
    for index in range(len(document)):
        page = document[index].get_textpage()
        plain = re.sub(r"[\s\ufffe\x00]", "", page.get_text_range())
        *_, number = _NUMBER.finditer(plain)
        yield plain[: number.start()] + plain[number.end() :]
        page.close()
    document.close()


def _repeated(made: Produced) -> list[str]:
    """What stands again on later pages: headers, headings of tables, cells over several rows."""
    rows = made.root.iter(f"{W}tr")
    heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    tables = dict.fromkeys(next(row.iterancestors(f"{W}tbl")) for row in heads)
    found = ["".join(_text(row) for row in table if row in heads) for table in tables]
    cells = made.root.findall(f".//{W}vMerge[@{W}val='restart']")
    merged = {_text(next(cell.iterancestors(f"{W}tc"))) for cell in cells}
    return [*_headers(made), *found, *merged]


def _headers(made: Produced) -> Iterator[str]:
    relations = paper.word_part(made.docx, "word/_rels/document.xml.rels")
    for one in relations:
        if str(one.get("Type")).endswith("/header"):
            yield _text(paper.word_part(made.docx, f"word/{one.get('Target')}"))


def _text(node: etree._Element) -> str:
    return re.sub(r"\s", "", "".join(text.text or "" for text in node.iter(f"{W}t")))


def _once(page: str, coming: str, repeated: list[str]) -> str:
    """A later page without what it says again at its head."""
    while not coming.startswith(page[:30]):
        again = next((one for one in repeated if one and page.startswith(one)), "")
        if not again:
            return page
        page = page.removeprefix(again)
    return page
