"""Stories sit down at the window as it is shipped."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sitting import Sitting
from tests.ui.conftest import dressed, light

__all__ = ["dressed", "light", "sit_down"]

SitDown = Callable[..., Sitting]


@pytest.fixture
def sit_down(tmp_path: Path) -> Iterator[SitDown]:
    """Sits down at a casebook; every window is closed in the end."""
    sittings: list[Sitting] = []

    def sit(book: Path, *answers: object) -> Sitting:
        sitting = Sitting(tmp_path, *answers)
        sittings.append(sitting)
        sitting.open(book)
        return sitting

    yield sit
    for sitting in sittings:
        sitting.leave()
