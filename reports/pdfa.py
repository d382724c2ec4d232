"""Making a PDF an archive file (PDF/A-2b) with the same bytes each time."""

from datetime import date
from io import BytesIO

import pikepdf
from pikepdf import pdfa

FLAVOUR = "2b"


def archived(data: bytes, dated: date) -> bytes:
    """The file as PDF/A-2b, its dates those of the document instead of the time of writing.

    Tests validate what comes of every document; doing so here would cost more than all the drawing.
    """
    stream = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page:  # reportlab writes an empty transition, which the format forbids
                del page["/Trans"]
        stamp = pikepdf.String(f"D:{dated:%Y%m%d}000000+08'00'")
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = stamp
        pdfa.prepare(pdf, FLAVOUR)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            for name in ("xmp:MetadataDate", "xmp:CreateDate", "xmp:ModifyDate"):
                metadata[name] = f"{dated:%Y-%m-%d}T00:00:00+08:00"
        pdf.save(stream, **pdfa.resolve_save_kwargs(FLAVOUR, deterministic_id=True))
    return stream.getvalue()
