"""Where a record that was found is shown: the page of its kind."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.search import Hit
from models.fields import SUBJECT_KINDS

#: Kind of a record → the page that shows it. Units and people have none of their own.
PAGE_OF: Mapping[str, str] = MappingProxyType(
    {
        name: name
        for name in ("issues", "visits", "cards", "bulletins", "subjects", "meetings", "campaigns")
    }
    | {"inspections": "supervision", "entries": "rhythm"}
    | {kind.name: "subjects" for kind in SUBJECT_KINDS.values()}
)
#: The picture of each kind.
ICON_OF: Mapping[str, str] = MappingProxyType(
    {
        "subjects": "building-2",
        "organizations": "network",
        "people": "user",
        "issues": "list-checks",
        "visits": "handshake",
        "cards": "file-check",
        "assignments": "users",
        "meetings": "users",
        "inspections": "flag",
        "campaigns": "list-filter",
        "bulletins": "file-text",
        "attachments": "paperclip",
    }
    | {kind.name: "building-2" for kind in SUBJECT_KINDS.values()}
)
#: What a person or a unit is looked up for: the records of that kind which name them.
NAMED_IN: Mapping[str, str] = MappingProxyType({"organizations": "issues", "people": "visits"})


def place_of(hit: Hit) -> tuple[str, str] | None:
    """The page that shows a hit, and what it knows it by; None where no page does."""
    kind, uid = hit.opens
    page = PAGE_OF.get(kind)
    return (page, uid) if page and uid else None
