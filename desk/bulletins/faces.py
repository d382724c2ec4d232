"""Which faces draw a bulletin, so that an issued one says how it was printed."""

from reports import blocks, bulletin
from reports.view import BulletinView


def fonts_of(view: BulletinView) -> dict[str, list[str]]:
    """The faces by role, in the order in which they are asked; made only of what can be printed."""
    from reports import fonts

    found: dict[str, list[str]] = {}
    for use in fonts.used(blocks.texts(bulletin.document(view)), fonts.current()):
        found.setdefault(str(use.role), []).append(f"{use.face} {use.version}".strip())
    return found
