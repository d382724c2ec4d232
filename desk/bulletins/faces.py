"""Which faces drew a bulletin, so that an issued one says how it was printed."""

from desk import exports


def fonts_of(pdf: bytes) -> dict[str, list[str]]:
    """The faces by role in a PDF that was drawn just now, in the order in which they were asked."""
    found: dict[str, list[str]] = {}
    for use in exports.faces_of(pdf):
        found.setdefault(str(use.role), []).append(f"{use.face} {use.version}".strip())
    return found
