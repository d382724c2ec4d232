"""简报: the month's briefing, written, looked at, issued and put on paper."""

from ui.pages.bulletins.page import BulletinsPage

__all__ = ["BulletinsPage"]
