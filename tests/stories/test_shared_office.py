"""Two people at two windows on one shared casebook: each sees what the other does."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desk.book.casebook import Book, create
from desk.book.place import Address
from desk.book.server import ServerSeat
from desk.records import edit
from desk.references import find
from models.fields import KINDS
from tests.desk import office
from tests.desk.office import CLOUD
from tests.shared_office import Server
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui import news
from ui.crash import install
from ui.pages.subjects import SubjectsPage
from ui.workspace import Workspace

OTHER = "郑安八"
ENTERPRISES = KINDS["enterprises"]


@pytest.fixture
def other(shared: Address) -> Iterator[Book]:
    """The casebook as a colleague has it open."""
    with office.new_book(shared) as book:
        yield office.with_subjects(book)


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Work beside the window may take its time on a busy machine."""
    qtbot.waitUntil(holds, timeout=60_000)


def subjects(me: Sitting) -> SubjectsPage:
    return cast("SubjectsPage", me.page("subjects"))


def workspace(me: Sitting) -> Workspace:
    assert me.window.workspace is not None
    return me.window.workspace


def cloud(book: Book) -> str:
    with book.read() as connection:
        return find(connection, "subjects", CLOUD) or ""


def test_what_a_colleague_saves_is_seen_without_a_key(
    shared: Address, other: Book, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(shared)
    page = subjects(me)
    page.open(cloud(other))
    until(qtbot, lambda: workspace(me).hears)
    edit(other, ENTERPRISES, cloud(other), {"park": "临港园"}, OTHER)
    until(qtbot, lambda: "临港园" in me.reads(page.pane))


def test_a_call_that_gets_lost_is_made_up_for_by_looking(
    shared: Address,
    other: Book,
    sit_down: SitDown,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(news, "POLLED", 300)
    monkeypatch.setattr(ServerSeat, "announce", lambda *_said: None)
    me = sit_down(shared)
    page = subjects(me)
    page.open(cloud(other))
    edit(other, ENTERPRISES, cloud(other), {"park": "临港园"}, OTHER)
    until(qtbot, lambda: "临港园" in me.reads(page.pane))


def test_a_stale_edit_is_shown_field_by_field_and_settled(
    shared: Address, other: Book, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(shared)
    page, uid = subjects(me), cloud(other)

    def thinking() -> dict[str, str]:
        """A colleague is quicker while the form is filled in."""
        edit(other, ENTERPRISES, uid, {"park": "临港园", "phone": "03170000008"}, OTHER)
        return {"park": "南园", "address": "纬二路 8 号"}

    me.ask.answers += [thinking, set()]
    page.edit(uid)
    assert "“所属园区”在您打开之后已被别人改过" in me.ask.asked[-1]
    values = ("南园", "03170000008", "纬二路 8 号")
    until(qtbot, lambda: all(value in me.reads(page.pane) for value in values))


def test_the_colleagues_value_is_kept_where_that_is_chosen(
    shared: Address, other: Book, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(shared)
    page, uid = subjects(me), cloud(other)

    def thinking() -> dict[str, str]:
        edit(other, ENTERPRISES, uid, {"park": "临港园"}, OTHER)
        return {"park": "南园"}

    me.ask.answers += [thinking, {"park"}]
    page.edit(uid)
    until(qtbot, lambda: "临港园" in me.reads(page.pane))


def test_what_is_not_settled_is_not_saved_and_stays_in_the_form(
    shared: Address, other: Book, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(shared)
    page, uid = subjects(me), cloud(other)

    def thinking() -> dict[str, str]:
        edit(other, ENTERPRISES, uid, {"park": "临港园"}, OTHER)
        return {"park": "南园"}

    page.open(uid)
    me.ask.answers += [thinking, None, {}, frozenset()]
    page.edit(uid)
    until(qtbot, lambda: "临港园" in me.reads(page.pane))
    page.edit(uid)
    assert "已找回" in me.ask.asked[-2]
    until(qtbot, lambda: "南园" in me.reads(page.pane))


def test_a_draft_found_again_brings_back_only_what_was_typed(
    shared: Address, other: Book, sit_down: SitDown, qtbot: QtBot
) -> None:
    me = sit_down(shared)
    page, uid = subjects(me), cloud(other)
    drafted = {"address": "纬二路 8 号"}
    workspace(me).drafts.save(f"subject-{uid}", drafted)
    edit(other, ENTERPRISES, uid, {"park": "临港园"}, OTHER)
    me.ask.answers.append({})
    page.edit(uid)
    until(qtbot, lambda: all(one in me.reads(page.pane) for one in ("纬二路 8 号", "临港园")))


@pytest.mark.qt_no_exception_capture
def test_a_server_that_dies_is_said_at_the_foot_and_what_is_typed_is_saved_when_it_is_back(
    durable: Server, sit_down: SitDown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = durable.make()
    create(address, code=office.CODE)
    with office.new_book(address) as book:
        office.with_subjects(book)
    me = sit_down(address)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install(me.window)
    page = subjects(me)
    until(qtbot, lambda: workspace(me).hears)

    def thinking() -> dict[str, str]:
        durable.kill()
        return {"name": "试办新材料有限公司", "park": "南园"}

    me.ask.answers.append(thinking)
    page.add("enterprises")
    assert "没有保存" in me.ask.warned[-1] or "连不上" in me.ask.warned[-1]
    until(qtbot, lambda: "服务器" in me.window.frame.foot.text())
    me.picture("服务器断了")
    durable.start()
    until(qtbot, lambda: "共享台账" in me.window.frame.foot.text() and workspace(me).hears)
    me.ask.answers.append({})
    page.add("enterprises")
    assert "已找回" in me.ask.asked[-1]
    until(qtbot, lambda: "南园" in me.reads(page.pane))
    assert page.source.count() == 5
    assert not list(workspace(me).book.folder.glob("crash*"))


def where(address: Address, **other: str) -> dict[str, str]:
    """What a person types into the form that asks where the casebook is."""
    url = address.url
    return {
        "server": str(url.host),
        "port": str(url.port),
        "database": address.name,
        "user": str(url.username),
        "password": str(url.password),
        **other,
    }


def test_a_shared_casebook_is_opened_from_the_menu_and_its_password_is_not_kept(
    shared: Address, tmp_path: Path
) -> None:
    with Sitting(tmp_path) as me:
        me.open(None)
        me.ask.answers += [where(shared, password="不对"), where(shared)]
        me.window.actions_["open_shared"].trigger()
        assert me.ask.warned == ["用户名或密码不对，服务器“127.0.0.1”没有让您进去；请核对后再试。"]
        assert "共享台账" in me.window.frame.foot.text()
        assert me.window.settings.recent == [str(shared)]
        me.window.settings.save()
        assert str(shared.url.password) not in (tmp_path / "window.ini").read_text("utf-8")
        me.window.close_book()
        me.picture("开始-共享台账")


def test_a_casebook_is_made_in_an_empty_database_where_that_is_wished(
    database: Address, tmp_path: Path, qtbot: QtBot
) -> None:
    with Sitting(tmp_path) as me:
        me.open(None)
        office_of = {"office": "试办区双创双服办公室", "tier": "县", "code": "试办"}
        me.ask.answers += [where(database), True, office_of]
        me.window.actions_["open_shared"].trigger()
        until(qtbot, lambda: me.window.workspace is not None)
        assert "试办区双创双服办公室" in me.window.windowTitle()
