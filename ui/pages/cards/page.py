"""反馈卡: the list of cards; a card is filled in in its place, and comes back to it."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desk.cards import filling, views
from desk.cards.definitions import forms
from desk.cards.filling import Entered, Filled
from desk.cards.merging import CardSeen, see_card
from desk.cards.starting import Start, start
from desk.documents import CARD
from desk.errors import Conflict, Refused, Trouble
from models.vocabulary import LISTS
from ui import documents
from ui.drafting import DraftKeeper
from ui.filesbox import FilesBox
from ui.pages.cards import paper
from ui.pages.cards.entry import CardEntry
from ui.pages.cards.pane import CardPane
from ui.pages.cards.takein import CardsTakeIn
from ui.pages.entrypage import EntryPage
from ui.pages.listpage import Chip
from ui.pages.several import Several
from ui.pages.together import draft_of
from ui.parts import button, with_menu
from ui.record import show_record
from ui.workspace import Workspace

DRAFT = "card"
_EDITS = "card-"  # and the uid of the card that is changed
_DROP_CARD = "清空已经填写的内容，从头填写？", "清空"
_DROP_EDITS = "放弃没有保存的修改，恢复成这张卡原来的内容？", "放弃修改"


class CardsPage(EntryPage):
    """The list with its pane, and the form of a card in their place."""

    name = "cards"
    typed_here = (draft_of(name),)
    kind = "cards"
    watches = frozenset({"card", "issue", "step", "subject", "visit", "attachment"})
    columns = ("filled_on", "subject", "form", "period", "issues", "number", "filled_by", "note")
    hidden = ("note",)
    spare = ("form", "period", "issues", "number", "filled_by")
    elastic = "subject"
    widths = MappingProxyType({"issues": 11})
    invitation = "搜索帮扶对象、填表人（Ctrl+F）"
    empty = "还没有反馈卡。“填写反馈卡”，或者“读入卡片”。"

    entry: CardEntry

    def __init__(self, workspace: Workspace) -> None:
        self.chips = _chips(workspace.book.clock.today())
        super().__init__(workspace)
        self.card = CardPane(FilesBox(workspace, "card"))
        self.card.take_pastes_in(self.splitter)
        self.pane.body.addWidget(self.card)
        self.several = Several(self, self.card, (CARD,))
        self.entry = CardEntry(workspace.lookups(), workspace.ask.confirm, self._start)
        self.keeper = DraftKeeper(self.entry, workspace.drafts, DRAFT)
        self._add_tools()
        self.make_views()
        QShortcut(QKeySequence("F2"), self.list_view, partial(self.several.edit, self.open_record))
        self._connect_parts()
        self._take_up()

    def _add_tools(self) -> None:
        self.blank_button = button("空白卡", "plain", "printer")
        with_menu(self.blank_button, self._blank_menu())
        self.take_in_button = button("读入卡片", "plain", "upload")
        self.take_in_button.setToolTip("读入企业填好交回的 Excel 卡，可以一次选多个")
        self.take_in_button.clicked.connect(self.take_in)
        self.new_button = button("填写反馈卡", "primary", "plus")
        self.new_button.setToolTip("填写反馈卡（Ctrl+N）")
        self.new_button.clicked.connect(self.begin_new)
        for one in (self.blank_button, self.take_in_button, self.new_button):
            self.tools.addWidget(one)

    def _blank_menu(self) -> QMenu:
        menu = QMenu(self)
        for form in forms():
            made = menu.addAction(f"{form.title}…")
            made.triggered.connect(partial(self.show_blank, form.key))
        return menu

    def _connect_parts(self) -> None:
        self.entry.cleared.connect(self._clear)
        self.entry.existing_wanted.connect(self._turn_to_existing)
        self.card.edit_wanted.connect(lambda: self.open_record(self.current()))
        self.card.paper_wanted.connect(self.print_out)
        self.card.link_wanted.connect(self.workspace.shown)

    # --- what is half typed ------------------------------------------------------------------

    def has_draft(self) -> bool:
        """See Page."""
        return bool(self._drafts()) or super().has_draft()

    def _drafts(self) -> list[str]:
        """The names of the drafts of cards, the latest first."""
        names = (draft.form for draft in self.workspace.drafts.all())
        return [name for name in names if name == DRAFT or name.startswith(_EDITS)]

    def _half_edited(self) -> set[str]:
        return {name.removeprefix(_EDITS) for name in self._drafts()} - {DRAFT}

    def _take_up(self) -> None:
        """Show what was half typed before: a new card, or the card that is being changed."""
        for name in self._drafts()[:1]:
            if name == DRAFT:
                self.begin_new()
            else:
                super().open(name.removeprefix(_EDITS))

    # --- the form of a card ------------------------------------------------------------------

    def begin_new(self) -> None:
        """Show the form: with the draft that waits, else blank but for what is usual."""
        if not self.entering:
            self._begin_blank()
            self.show_entry()

    def begin_with(self, known: Mapping[str, str]) -> None:
        """Begin the card of a subject, perhaps with a visit; a draft that waits comes first."""
        waits = self.workspace.drafts.load(DRAFT) is not None
        self.leave()
        self.begin_new()
        if waits:
            self.workspace.said.emit("先填完这一张，或清空重填")
        else:
            self.entry.take_over(known)
            self.keeper.begin()

    def _begin_blank(self) -> None:
        self.keeper.turn_to(DRAFT)
        today = self.workspace.book.clock.today()
        self.entry.begin({"period": f"{today:%Y-%m}", "filled_on": today})
        self._begin_keeping()

    def _begin_keeping(self) -> None:
        """From here on what is typed is kept; a draft that waits is put back."""
        self.keeper.begin()
        draft = self.keeper.restore()
        if draft is not None:
            self.entry.tell_found(draft.at)

    def _start(self, subject: str, period: str, visit: str) -> Start | None:
        def begun() -> Start:
            with self.workspace.book.read() as connection:
                return start(connection, subject, period, visit)

        return self.workspace.attempt(begun)

    def show_list(self) -> None:
        """See EntryPage; the button says whether a new one waits half typed."""
        waits = self.workspace.drafts.load(DRAFT) is not None
        self.new_button.setText("继续填写" if waits else "填写反馈卡")
        super().show_list()
        self.show_record(self.current())

    def _clear(self) -> None:
        seen = self.entry.seen
        if self.workspace.ask.confirm(*(_DROP_EDITS if seen else _DROP_CARD)):
            self.keeper.drop()
            if seen is not None:
                self._begin_edit(seen.uid)
            else:
                self._begin_blank()
            self.entry.focus_first()

    def save(self) -> None:
        """Save the card with its problems, and show it in the list."""
        if not self.entering or not self.entry.ready():
            return
        seen, filled = self.entry.seen, self.entry.filled()
        entered = self._edited(seen, filled) if seen else self._saved(filled)
        if entered is not None:
            self.keeper.drop()
            self.show_list()
            self.open(entered.card.uid)
            self.workspace.said.emit(_report(entered, "已修改" if seen else "已登记反馈卡"))
            self.finished.emit()

    def _saved(self, filled: Filled) -> Entered | None:
        book, actor = self.workspace.book, self.workspace.actor
        return self.workspace.attempt(lambda: filling.save(book, filled, actor))

    def _edited(self, seen: CardSeen, filled: Filled) -> Entered | None:
        """Save what was changed; where somebody else changed the same, the person chooses."""
        book, actor = self.workspace.book, self.workspace.actor
        try:
            return filling.edit(book, seen, filled, actor)
        except Conflict as conflict:
            theirs = self.workspace.ask.settle(conflict)
            if theirs is None:
                return None
            given = [clash for clash in conflict.clashes if clash.name in theirs]
            return self._edited(seen.settled(conflict.clashes), filled.giving_way(given))
        except (Refused, Trouble) as error:
            self.workspace.ask.warn(error.sentence)
            return None

    # --- the list ----------------------------------------------------------------------------

    def show_record(self, uid: str) -> None:
        """The card's answers by section, and its issues."""
        if uid:
            self.card.show_card(self._detail(uid), uid in self._half_edited())
        else:
            self.card.show_nothing()

    def _detail(self, uid: str) -> views.CardDetail:
        with self.workspace.book.read() as connection:
            return views.detail(connection, uid, self.workspace.book.clock.today())

    def _called(self, uid: str) -> str:
        shown = self._detail(uid).line.shown
        return f"{shown['number']}　{shown['subject']}"

    def open_record(self, uid: str) -> None:
        """Change what the card says; what was begun before is put back."""
        self.keeper.turn_to(f"{_EDITS}{uid}")
        self._begin_edit(uid)
        self.show_entry()

    def _turn_to_existing(self, uid: str) -> None:
        """The card that there is, instead of a second one; what was typed for that one waits."""
        if self.entry.untouched():
            self.keeper.drop()
        self.open_record(uid)

    def _begin_edit(self, uid: str) -> None:
        with self.workspace.book.read() as connection:
            seen = see_card(connection, uid)
        self.entry.edit(seen, self._called(uid))
        self._begin_keeping()

    def take_in(self) -> None:
        """Read filled cards from Excel files."""
        self.taking_in = CardsTakeIn(self.workspace, self)
        self.taking_in.begin()

    # --- paper -------------------------------------------------------------------------------

    def print_out(self) -> None:
        """The card as it is printed, or all that are picked."""
        if self.several.uids() and not self.entering:
            self.several.print_out(CARD)
        elif self.current() and not self.entering:
            made = paper.filled(self.workspace, self._detail(self.current()))
            documents.look_at(self.workspace, made, self)

    def show_blank(self, form: str) -> None:
        """A blank card, to be printed or handed out as a file."""
        documents.look_at(self.workspace, paper.blank(form), self)

    def show_log(self) -> None:
        """See Page."""
        uid = self.current()
        if uid and not self.entering:
            self.log = show_record(self.workspace, self._called(uid), [("card", uid)], self)


def _chips(today: date) -> tuple[Chip, ...]:
    month = Chip("month", "本月", {"period": f"{today:%Y-%m}"}, counted=True)
    kinds = (Chip(term.code, term.label, {"form": term.code}) for term in LISTS["card_forms"])
    return (Chip("all", "全部"), month, *kinds)


def _report(entered: Entered, done: str) -> str:
    said = f"{done} {entered.card.number}"
    if entered.issues:
        said += f"，问题 {len(entered.issues)} 件"
    return "；".join([said, *entered.notes])
