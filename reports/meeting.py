"""会议材料, 会议纪要: what a meeting is handed, and what it decided, blank or filled."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from reports.blocks import Block, Document, FormRow, Paragraph
from reports.gongwen import FORM_GAP
from reports.issue_slips import problem
from reports.meetingview import DecisionView, ItemView, MeetingView
from reports.slipform import (
    SMALL,
    Head,
    bar,
    called,
    day,
    form,
    heads,
    line,
    number,
    pair,
    roomy,
    signing,
    slip,
    story,
    told,
    wide,
)

AGENDA, MINUTES = "会议材料", "会议纪要"
_KIND = "meetings"
_BEFORE = (("序号", 4), ("会议", 12), ("会议决定", 21), ("责任单位", 11), ("落实情况", 12))
_DECIDED = (("序号", 4), ("议题", 18), ("会议决定", 21), ("责任人", 6), ("完成时限", 11))
_BLANK_ITEMS, _BLANK_LINES = 3, 5
_NOTHING = "本次会议没有形成需要落实的决定。"


def _paper(title: str, view: MeetingView, blocks: Iterator[Block]) -> Document:
    held = f"{called(_KIND, 'held_on')}：{view.said.get('held_on') or day(None)}"
    named = number(view.said.get("number", ""))
    return slip(Head(title, view.office, view.dated), (named, held), blocks)


def _of(view: MeetingView, name: str) -> tuple[str, str]:
    return called(_KIND, name), view.said.get(name, "")


def _head(view: MeetingView, room: float) -> Iterator[FormRow]:
    """Which meeting it is, where, under whom, with whom."""
    yield wide(*_of(view, "title"))
    yield pair(_of(view, "kind"), _of(view, "place"))
    yield pair(_of(view, "chair"), ("组织单位", view.office))
    label, text = _of(view, "attendants")
    yield wide(label, text, room)


# --- 会议材料 ------------------------------------------------------------------------------------


def agenda(view: MeetingView) -> Document:
    """会议材料: what became of earlier decisions, then each matter with what is asked."""
    return roomy(partial(_agenda, view), view.blank)


def _agenda(view: MeetingView, room: float) -> Document:
    return _paper(AGENDA, view, _agenda_blocks(view, room))


def _agenda_blocks(view: MeetingView, room: float) -> Iterator[Block]:
    yield form(_head(view, room))
    if view.before:
        yield Paragraph((), FORM_GAP)
        yield form(_before(view.before), headings=2)
    blank = [ItemView()] * _BLANK_ITEMS if view.blank else []
    for place, item in enumerate([*view.items, *blank], 1):
        yield Paragraph((), FORM_GAP)
        yield form(_item(place, item, room))


def _before(decisions: Sequence[DecisionView]) -> Iterator[FormRow]:
    yield bar("以前会议决定的落实情况")
    yield heads(_BEFORE)
    for place, one in enumerate(decisions, 1):
        said = f"{one.title}：{one.text}" if one.title else one.text
        row = (str(place), one.meeting, said, one.unit, one.standing)
        yield line(row, _BEFORE, styles=SMALL)


def _item(place: int, item: ItemView, room: float) -> Iterator[FormRow]:
    """A matter: the issue in brief, its story, and what is asked; room to note what is said."""
    yield bar(f"议题{place}　{item.title}".rstrip())
    if item.said or not item.matter:
        yield from _issue(item, room)
    yield wide("提请会议\n研究事项", item.matter, 2 * room)


def _issue(item: ItemView, room: float) -> Iterator[FormRow]:
    said = item.said.get
    yield pair(_issued(item, "number"), _issued(item, "lead_unit"))
    yield pair(
        ("办理状态", "　".join(filter(None, (said("lamp", ""), said("state", ""))))),
        (called("issues", "due_on"), item.due),
    )
    # What is asked stands on the page of the story before it, or of the problem: never alone.
    yield replace(problem(item.said, room), keep=not item.story)
    steps = story(item.story) if item.story else ()
    yield from (replace(row, keep=True) for row in steps)


def _issued(item: ItemView, name: str) -> tuple[str, str]:
    return called("issues", name), item.said.get(name, "")


# --- 会议纪要 ------------------------------------------------------------------------------------


def minutes(view: MeetingView) -> Document:
    """会议纪要: what was said, and what was decided, by unit and day; who chaired it signs."""
    return roomy(partial(_minutes, view), view.blank)


def _minutes(view: MeetingView, room: float) -> Document:
    return _paper(MINUTES, view, _minutes_blocks(view, room))


def _minutes_blocks(view: MeetingView, room: float) -> Iterator[Block]:
    yield form((*_head(view, room), _said(view, room)))
    yield Paragraph((), FORM_GAP)
    yield form(_decided(view, room), headings=2)
    yield Paragraph((), FORM_GAP)
    yield form([signing(("主持人（签字）：", f"组织单位（盖章）：{view.office}"), room)])


def _said(view: MeetingView, room: float) -> FormRow:
    label, text = _of(view, "minutes")
    return wide(label, text, 5 * room)


def _decided(view: MeetingView, room: float) -> Iterator[FormRow]:
    """The decisions, unit by unit; on a blank form lines to write on."""
    yield bar("会议决定")
    yield heads(_DECIDED)
    if view.blank:
        for place in range(1, _BLANK_LINES + 1):
            yield line((str(place), "", "", "", ""), _DECIDED, 2 * room, SMALL)
    elif not view.decisions:
        yield told(_NOTHING)
    numbered = enumerate(view.decisions, 1)
    for unit, ours in groupby(numbered, lambda one: one[1].unit):
        yield bar(unit or view.office)
        for place, one in ours:
            row = (str(place), one.title, one.text, one.owner, one.due_on)
            yield line(row, _DECIDED, styles=SMALL)
