"""The way back: what was in sight before, and what one came back from."""

Stop = tuple[str, str]
"""A page by name, and the uid of the record that was in hand there; empty where there was none."""

_MOST = 50  # stops


class Trail:
    """Back and forward, as in a browser."""

    def __init__(self) -> None:
        self.behind: list[Stop] = []
        self.ahead: list[Stop] = []

    def leave(self, here: Stop) -> None:
        """Somebody goes on from here to somewhere else; what lay ahead is forgotten."""
        self.behind = [*self.behind, here][-_MOST:]
        self.ahead.clear()

    def back(self, here: Stop) -> Stop | None:
        """Where one was before; None at the beginning."""
        return _step(self.behind, self.ahead, here)

    def forward(self, here: Stop) -> Stop | None:
        """Where one came back from; None at the end."""
        return _step(self.ahead, self.behind, here)


def _step(taken: list[Stop], left: list[Stop], here: Stop) -> Stop | None:
    if not taken:
        return None
    left.append(here)
    return taken.pop()
