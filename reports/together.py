"""Several PDF files as one, to be printed in one go: each keeps its own page numbers."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO

import pikepdf

from reports import pdfa
from reports.pdf import ARCHIVED_PAGES


def joined(files: Iterable[bytes]) -> bytes:
    """The pages of all files (one at least), one file after the other; the same bytes each time.

    Title and date are those of the first. As its parts are, the whole is an archive file (PDF/A)
    up to as many pages as a single document is.
    """
    stream = BytesIO()
    with pikepdf.new() as whole:
        for data in files:
            with pikepdf.open(BytesIO(data)) as part:
                if not len(whole.pages):
                    whole.trailer["/Info"] = whole.copy_foreign(part.docinfo)
                whole.pages.extend(part.pages)
        whole.save(stream, deterministic_id=True)
        if len(whole.pages) > ARCHIVED_PAGES:
            return stream.getvalue()
        return pdfa.archived(stream.getvalue(), _dated(whole))


def _dated(file: pikepdf.Pdf) -> date:
    """The day of a file's making: a document of ours carries its own date there."""
    stamp = str(file.docinfo["/CreationDate"])
    return date.fromisoformat(stamp[2:10])
