"""Stories sit down at the window as it is shipped.

Each is told of a casebook in a folder. Of a shared one the first of each file is told as well; all
of them are with `BAOLIAN_EVERYWHERE=1`: what a server does otherwise is held at the desk.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sitting import Sitting
from tests.ui.conftest import dressed, light, viewer

__all__ = ["dressed", "light", "sit_down", "viewer"]

SitDown = Callable[..., Sitting]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """See the module."""
    if os.environ.get("BAOLIAN_EVERYWHERE"):
        return
    shared: dict[Path, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.path.parent == Path(__file__).parent and "[server" in item.name:
            shared[item.path].append(item)
    again = {id(one) for told in shared.values() for one in sorted(told, key=_line)[1:]}
    config.hook.pytest_deselected(items=[item for item in items if id(item) in again])
    items[:] = [item for item in items if id(item) not in again]


def _line(item: pytest.Item) -> tuple[int, str]:
    return item.location[1] or 0, item.name


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
