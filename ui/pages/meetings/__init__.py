"""会议: the list of meetings, the agenda and what was decided."""

from ui.pages.meetings.page import MeetingsPage

__all__ = ["MeetingsPage"]
