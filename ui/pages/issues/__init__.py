"""问题台账: the list of issues, the one in hand with its life, and its steps."""

from ui.pages.issues.page import IssuesPage

__all__ = ["IssuesPage"]
