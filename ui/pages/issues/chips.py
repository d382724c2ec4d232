"""The filters of the ledger."""

from collections.abc import Sequence

from desk.lists import ANYTHING
from desk.meetings.documents import MODEL_CASE
from models.lifecycle import AWAITING_CLOSURE
from models.steps import OPEN_STATES
from models.vocabulary import label
from ui.pages.listpage import Chip


def _state(code: str, called: str = "") -> Chip:
    said = label("states", code)
    return Chip(code, called or said, {"state": said}, counted=True)


def _lamp(code: str) -> Chip:
    said = label("lamps", code)
    return Chip(code, said, {"lamp": said}, counted=True)


CHIPS: Sequence[Chip] = (
    Chip("all", "全部"),
    Chip("open", "未销号", {"state": "、".join(OPEN_STATES)}, counted=True),
    _lamp("red"),
    _lamp("yellow"),
    _state("registered", "待交办"),
    _state("resolved"),
    _state("verified"),
    Chip("awaiting", AWAITING_CLOSURE, {"state": AWAITING_CLOSURE}, counted=True),
    _state("closed"),
    Chip("lessons", MODEL_CASE.label, {"lesson": ANYTHING}),
)
