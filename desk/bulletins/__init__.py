"""The month's bulletins (工作简报、情况通报、专报): drafted, edited, issued once and frozen."""

from desk.bulletins.issuing import (
    Issued,
    Masthead,
    draft_stem,
    draft_view,
    frozen_rows,
    issue,
    issued,
    issued_stem,
    next_masthead,
)
from desk.bulletins.keeping import (
    Draft,
    fresh_draft,
    get_draft,
    idle_fields,
    reset_draft,
    save_draft,
    settled,
)

__all__ = [
    "Draft",
    "Issued",
    "Masthead",
    "draft_stem",
    "draft_view",
    "fresh_draft",
    "frozen_rows",
    "get_draft",
    "idle_fields",
    "issue",
    "issued",
    "issued_stem",
    "next_masthead",
    "reset_draft",
    "save_draft",
    "settled",
]
