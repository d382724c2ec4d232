"""What was searched for last on this machine."""

from ui.settings import Settings

_NAME = "searches"
_KEPT = 8


def recent(settings: Settings) -> list[str]:
    """The texts that led to something, the last first."""
    return [text for text in settings.remembered(_NAME).split("\n") if text]


def remember(settings: Settings, text: str) -> None:
    """Keep a text that led to something."""
    kept = [text, *(one for one in recent(settings) if one != text)][:_KEPT]
    settings.remember(_NAME, "\n".join(kept))
