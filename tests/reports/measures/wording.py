"""What holds for every text: dates, numbers of documents, punctuation, digits.

GB/T 9704 7.3.5, 7.2.5 and 9; punctuation is that of GB/T 15834, digits those of GB/T 15835.
"""

import re
from collections.abc import Iterable, Iterator

from tests.reports.measures.produced import Produced
from tests.reports.measures.wordfile import paragraphs, said
from tests.reports.paper import said as printed

_HAN = "[㐀-鿿]"
FAULTS = {
    "日期": re.compile(
        r"年0\d|月0\d日|(?<!\d)0\d月|[〇○零一二三四五六七八九]{4}年|\d{4}[./]\d{1,2}[./]\d{1,2}"
    ),
    "文号": re.compile(r"[\[(（【]\d{4}[\])）】]\s*第?\d+号|〔\d{4}〕(第|0|\D)"),
    "标点": re.compile(rf"{_HAN}[,;:?!()]{_HAN}|[\"']{_HAN}|{_HAN}[\"']|\.\.\.|。。|--"),
    "数字": re.compile("[０-９Ａ-Ｚａ-ｚ]"),
}


def word_texts(made: Produced) -> list[str]:
    """The paragraphs of the Word file."""
    return [said(paragraph) for paragraph in paragraphs(made)]


def pdf_texts(made: Produced) -> list[str]:
    """The lines of the PDF."""
    return [printed(line) for face in made.faces for line in face.lines()]


def _faults(texts: Iterable[str], name: str) -> Iterator[str]:
    for text in texts:
        for fault in FAULTS[name].finditer(text):
            yield f"{name}“{text[max(fault.start() - 4, 0) : fault.end() + 4]}”"


def word_dates(made: Produced) -> Iterator[str]:
    """2018年7月6日: Arabic, all four digits of the year, no leading zeros."""
    return _faults(word_texts(made), "日期")


def pdf_dates(made: Produced) -> Iterator[str]:
    """The same on the page."""
    return _faults(pdf_texts(made), "日期")


def word_references(made: Produced) -> Iterator[str]:
    """〔2018〕12号: hexagonal brackets, neither 第 nor leading zeros."""
    return _faults(word_texts(made), "文号")


def pdf_references(made: Produced) -> Iterator[str]:
    """The same on the page."""
    return _faults(pdf_texts(made), "文号")


def word_marks(made: Produced) -> Iterator[str]:
    """No half-width mark between Han, no straight quotation marks."""
    return _faults(word_texts(made), "标点")


def pdf_marks(made: Produced) -> Iterator[str]:
    """The same on the page."""
    return _faults(pdf_texts(made), "标点")


def word_digits(made: Produced) -> Iterator[str]:
    """Digits and Latin letters are half as wide as Han."""
    return _faults(word_texts(made), "数字")


def pdf_digits(made: Produced) -> Iterator[str]:
    """The same on the page."""
    return _faults(pdf_texts(made), "数字")
