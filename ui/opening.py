"""How a casebook comes into the window: new, chosen, the demo; and how it is named there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from desk.beginning import begin
from desk.book.casebook import AS_OF, Book
from desk.book.place import Address, Place, remembered
from desk.errors import Conflict, NothingThere, Refused, Trouble
from desk.progress import Cancelled, Progress
from desk.settings import OF_RULES, SETTINGS, office, save
from desk.who import login_name
from models.fields import Field, Type
from ui import newbook, shared
from ui.actions import ACTIONS
from ui.arrival import UPGRADING, unhurried
from ui.asking import Question, fill_over, settled
from ui.changes import Changes
from ui.forms import Form
from ui.guide import GuideDialog
from ui.newbook import NewBook, nothing_known
from ui.pages import PAGES
from ui.remembering import forget
from ui.settings import GUIDE

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.window import MainWindow
    from ui.workspace import Workspace

DEMO = "演示台账"
_SAID_FOR = 8_000  # milliseconds


def opened(jobs: Jobs, place: Place) -> Book:
    """Open a casebook at once; one of an older program is brought up to date beside the window.

    Raises as `Book.open` does; Cancelled where the person stopped it, which leaves it as it was.
    """
    try:
        return Book.open(place, progress=unhurried())
    except Cancelled:
        return jobs.wait(UPGRADING, lambda progress: Book.open(place, progress=progress))


#: Actions that open a dialog with forms of its own, and how the names of their drafts begin.
_DIALOGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"deadlines": ("deadline-", "ladder-"), "office": ("office",)}
)


def show_drafts(window: MainWindow) -> None:
    """Go to the page or dialog in which a form waits half filled in; the person chooses of several.

    A page and a dialog are actions by name.
    """
    waiting = {page.label: page.name for page in PAGES if window.pages[page.name].has_draft()}
    kept = [] if window.workspace is None else window.workspace.drafts.all()
    for name, begins in _DIALOGS.items():
        if any(draft.form.startswith(begins) for draft in kept):
            waiting[ACTIONS[name].label.rstrip("…")] = name
    if not waiting:
        window.statusBar().showMessage("没有没写完的表单。", _SAID_FOR)
        return
    labels = list(waiting)
    chosen = labels[0] if len(labels) == 1 else window.ask.choose("回到哪里的草稿？", labels)
    if chosen is not None:
        window.actions_[waiting[chosen]].trigger()


def new_book(window: MainWindow) -> None:
    """Guide through what a new casebook begins with, make it and open it."""
    guide = GuideDialog(window)
    guide.agreed.connect(lambda wanted: make_book(window, wanted))
    guide.demo_wanted.connect(lambda: demo_book(window))
    guide.open()


def make_book(window: MainWindow, wanted: NewBook) -> None:
    """Make the casebook that is wanted in the worker thread, open it, and read its first list."""
    actor = window.settings.actor or login_name()

    def made(_: None) -> None:
        forget(window.settings, GUIDE, newbook.DRAFT, shared.DRAFT)
        if window.open_book(wanted.place) and wanted.listed is not None:
            window.take_in(wanted.listed)

    def work(_progress: Progress) -> None:
        begin(wanted.place, wanted.beginning, actor)

    window.jobs.run("新建台账", work, made, window.failed)


def say_office(window: MainWindow) -> None:
    """Ask what the office says of itself in its documents, and keep it."""
    workspace = window.workspace
    if workspace is None:
        return
    with workspace.book.read() as connection:
        before = office(connection).values
    form = Form(OFFICE_FIELDS, nothing_known())
    form.set_values(before)
    changes = Changes(form, before)
    question = Question("单位信息", "保存", "office")
    given = fill_over(workspace, question, form, changes)
    if given is not None:
        said = {name: str(value or "") for name, value in given.items()}
        changed = {name: value for name, value in said.items() if value != changes.seen[name]}
        if _keep_office(workspace, changed, changes.seen):
            settled(workspace, question)


def _keep_office(workspace: Workspace, said: Mapping[str, str], seen: Mapping[str, str]) -> bool:
    """Save what was said; where somebody else said otherwise meanwhile, the person chooses."""
    try:
        if said:
            save(workspace.book, said, workspace.actor, seen)
    except Conflict as conflict:
        theirs = workspace.ask.settle(conflict)
        if theirs is None:
            return False
        mine = {name: value for name, value in said.items() if name not in theirs}
        return _keep_office(
            workspace, mine, {**seen, **{c.name: c.value for c in conflict.clashes}}
        )
    except (Refused, Trouble) as error:
        workspace.ask.warn(error.sentence)
        return False
    return True


def say_actor(window: MainWindow) -> None:
    """Ask who acts at this window from now on."""
    workspace = window.workspace
    if workspace is not None and (name := window.ask.text("操作人姓名：", workspace.actor)):
        workspace.act_as(name)
        window.refresh_frame()


#: All settings of an office but the demo's date; the tier is one of a list.
OFFICE_FIELDS = tuple(
    Field(name, label, Type.CHOICE, choices="tiers")
    if name == "tier"
    else Field(name, label, required=bool(default))
    for name, (label, default) in SETTINGS.items()
    if name not in (AS_OF, *OF_RULES)
)


def choose_book(window: MainWindow) -> None:
    """Open a casebook folder that the person points at."""
    folder = window.ask.folder("打开台账：选择台账文件夹")
    if folder is not None:
        window.open_book(folder)


def demo_book(window: MainWindow) -> None:
    """Open the demo casebook; it is made in the user's data folder the first time."""
    from desk.demo import make

    folder = window.settings.folder / DEMO
    if folder.is_dir():
        window.open_book(folder)
        return
    window.jobs.run(
        "准备演示台账",
        lambda progress: make(folder, progress),
        lambda _: _open(window, folder),
        window.failed,
    )


def _open(window: MainWindow, place: Place) -> None:
    window.open_book(place)


def choose_shared(window: MainWindow) -> None:
    """Open a casebook on a server that the person names."""
    _open_shared(window, shared.ask_where(window.ask, window.settings))


def _open_shared(window: MainWindow, address: Address | None) -> None:
    if address is not None and window.open_book(address):
        forget(window.settings, shared.DRAFT)


def could_not(window: MainWindow, place: Place, error: Refused | Trouble) -> None:
    """Say why a casebook was not opened, and offer what may help.

    A folder is forgotten, and its backups are shown. In an empty database a casebook may be made;
    of a server that lets nobody in, the person is asked again.
    """
    if isinstance(place, Path):
        window.settings.forget_book(remembered(place))
        window.show_start()
        window.ask.warn(error.sentence)
        from ui import backups

        backups.offer_if_lost(window, place)
        return
    window.show_start()
    if isinstance(error, NothingThere):
        _make_shared(window, place)
        return
    window.ask.warn(error.sentence)
    _open_shared(window, shared.ask_where(window.ask, window.settings, place))


def _make_shared(window: MainWindow, address: Address) -> None:
    question = f"数据库“{address.name}”里还没有台账，现在新建一个吗？"
    if window.ask.confirm(question, "新建"):
        wanted = newbook.ask_for(window.ask, window.settings, address)
        if wanted is not None:
            make_book(window, wanted)
