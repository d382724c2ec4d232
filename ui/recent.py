"""What was looked for or looked at last on this machine, by name of the list."""

from ui.settings import Settings

_KEPT = 8


def recent(settings: Settings, name: str) -> list[str]:
    """What was remembered under a name, the last first."""
    return [text for text in settings.remembered(name).split("\n") if text]


def remember(settings: Settings, name: str, text: str) -> None:
    """Put a text of one line at the head of those kept under a name."""
    kept = [text, *(one for one in recent(settings, name) if one != text)][:_KEPT]
    settings.remember(name, "\n".join(kept))
