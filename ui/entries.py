"""What the command palette offers: actions, pages and records as entries of one kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.search import LABELS, Hit
from models.pinyin import fit
from ui.actions import ACTIONS, Action
from ui.leading import ICON_OF, NAMED_IN, place_of
from ui.pages import PAGES
from ui.pages.search import SearchPage

if TYPE_CHECKING:
    from ui.window import MainWindow

ACTIONS_GROUP, PAGES_GROUP, RECORDS_GROUP, RECENT_GROUP = "动作", "页面", "记录", "最近用过"
MOST = 8  # entries of a group once something is typed
_BY_TIP = 6  # what only the tool tip says stands behind whatever the label says
_ICONS = {page.name: page.icon for page in PAGES}
_LEFT_OUT = ("palette",)  # it is in sight already


@dataclass(frozen=True)
class Entry:
    """One line of the palette; `key` is how it is remembered.

    `blocked` says why it cannot be done now; then `act` is not called.
    """

    key: str
    group: str
    label: str
    detail: str
    icon: str
    act: Callable[[], object]
    blocked: str = ""
    also: str = ""


def commands(window: MainWindow) -> list[Entry]:
    """Everything that the menus offer, as it stands now: actions first, then pages."""
    made = [_command(window, one) for one in ACTIONS.values() if one.name not in _LEFT_OUT]
    return sorted(made, key=lambda entry: entry.group == PAGES_GROUP)


def _command(window: MainWindow, action: Action) -> Entry:
    bound = window.actions_[action.name]
    return Entry(
        key=f"action:{action.name}",
        group=PAGES_GROUP if action.name in _ICONS else ACTIONS_GROUP,
        label=bound.text().removesuffix("…"),
        detail=action.shortcuts[0] if action.shortcuts else "",
        icon=action.icon,
        act=bound.trigger,
        blocked=window.actions_.hindrance(action.name),
        also=action.tip,
    )


def record(window: MainWindow, hit: Hit) -> Entry | None:
    """A record, which its page shows when it is chosen; None for one that no page shows.

    It is remembered by what it is in `desk.search.recall`. Of a person or a unit, what names them
    is looked for.
    """
    place = place_of(hit)
    if hit.kind in NAMED_IN:
        kind = NAMED_IN[hit.kind]
        return _entry(hit, hit.kind, lambda: _look_for(window, hit.title, kind))
    return _entry(hit, place[0], lambda: window.show_page(*place)) if place else None


def _entry(hit: Hit, kind: str, act: Callable[[], object]) -> Entry:
    return Entry(
        key=f"{kind}:{hit.uid}",
        group=RECORDS_GROUP,
        label=hit.title or LABELS[hit.kind],
        detail=_detail(hit),
        icon=ICON_OF[hit.kind],
        act=act,
    )


def _detail(hit: Hit) -> str:
    """What tells a record from others like it; of words found elsewhere, where they stand."""
    told = hit.excerpt in ("", hit.title, hit.number, hit.about)
    where = "" if told else f"{hit.field}：{hit.excerpt}"
    return "　".join(filter(None, (where, hit.number, hit.about)))


def everywhere(window: MainWindow, typed: str) -> Entry:
    """What goes on where the palette ends: the page of search, with the same words."""
    return Entry(
        key="action:search",
        group=RECORDS_GROUP,
        label=f"在全部内容里查找“{typed}”",
        detail=ACTIONS["search"].shortcuts[0],
        icon="search",
        act=lambda: _look_for(window, typed),
    )


def _look_for(window: MainWindow, typed: str, kind: str = "") -> None:
    window.show_page(SearchPage.name)
    page = window.page
    assert isinstance(page, SearchPage)
    page.look_for(typed, kind)


def fitting(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Those that fit what was typed, the best first, groups by their best."""
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, typed))]
    found = [entry for _, entry in sorted(ranked, key=lambda one: one[0])]
    groups = dict.fromkeys(entry.group for entry in found)
    return [one for group in groups for one in _of(found, group)[:MOST]]


def recent_first(
    entries: Sequence[Entry], keys: Sequence[str], records: Iterable[Entry] = ()
) -> list[Entry]:
    """What was used last under a heading of its own, then all the rest."""
    known = {entry.key: entry for entry in (*entries, *records)}
    used = [known[key] for key in keys if key in known]
    rest = [entry for entry in entries if entry.key not in keys]
    return [_as_recent(entry) for entry in used] + rest


def _as_recent(entry: Entry) -> Entry:
    return replace(entry, group=RECENT_GROUP)


def _of(entries: Iterable[Entry], group: str) -> list[Entry]:
    return [entry for entry in entries if entry.group == group]


def _rank(entry: Entry, typed: str) -> int:
    rank = fit(entry.label, typed)
    if rank or not entry.also:
        return rank
    other = fit(entry.also, typed)
    return other + _BY_TIP if other else 0
