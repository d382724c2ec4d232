"""Several PDF files as one, to be printed in one go: each keeps its own page numbers."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf


def joined(files: Iterable[bytes]) -> bytes:
    """The pages of all files, one file after the other; the same bytes each time.

    It is for the printer: unlike each of its parts it is no archive file (PDF/A).
    """
    stream = BytesIO()
    with pikepdf.new() as whole:
        for data in files:
            with pikepdf.open(BytesIO(data)) as part:
                whole.pages.extend(part.pages)
        whole.save(stream, deterministic_id=True)
    return stream.getvalue()
