"""Pictures of a PDF's pages, for the preview in the window and for the printer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pypdfium2

_ONE_AT_A_TIME = Lock()
"""The library bears one thread at a time, and a page may be looked at while others are printed."""


@dataclass(frozen=True)
class Picture:
    """One page as pixels: `pixels` holds rows from the top, four bytes a pixel in order BGRx."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pictures(pdf: bytes, scale: float) -> Iterator[Picture]:
    """The pages of a file one after the other; `scale` is pixels per point (1/72 inch)."""
    for index in range(count(pdf)):
        yield picture(pdf, index, scale)


def count(pdf: bytes) -> int:
    """How many pages a file has."""
    with _opened(pdf) as document:
        return len(document)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """How wide and how high each page is, in points (1/72 inch); no page is drawn for that."""
    with _opened(pdf) as document:
        return [document.get_page_size(index) for index in range(len(document))]


def picture(pdf: bytes, index: int, scale: float) -> Picture:
    """One page of a file, counted from 0; `scale` is pixels per point (1/72 inch).

    Opening a file reads its table of contents alone, so that a long one costs no more.
    """
    with _opened(pdf) as document:
        return _picture(document[index], scale)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> Picture:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
