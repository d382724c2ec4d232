"""What the reader of strangers' files and its worker process say to each other."""

#: The word by which the worker is asked what in a file killed the one before it.
WHY = "why"


class Unreadable(ValueError):
    """The file cannot be read; the message is one Chinese sentence that says what to do."""
