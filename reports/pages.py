"""Pictures of a PDF's pages, for the preview in the window."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True)
class Picture:
    """One page as pixels: `pixels` holds rows from the top, four bytes a pixel in order BGRx."""

    width: int
    height: int
    stride: int
    pixels: bytes


def pictures(pdf: bytes, scale: float) -> Iterator[Picture]:
    """The pages of a file one after the other; `scale` is pixels per point (1/72 inch)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index in range(len(document)):
            yield _picture(document[index], scale)
    finally:
        document.close()


def count(pdf: bytes) -> int:
    """How many pages a file has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def picture(pdf: bytes, index: int, scale: float) -> Picture:
    """One page of a file, counted from 0; `scale` is pixels per point (1/72 inch)."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _picture(document[index], scale)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> Picture:
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    try:
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
