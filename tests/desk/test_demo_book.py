"""The demo casebook as it is filled: what it holds on its day, and how it came in."""

import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Connection, func, select

from desk import demo
from desk.book.casebook import Book, create
from desk.book.log import plain
from desk.book.undo import undo
from desk.clock import Clock
from desk.demo_pictures import photograph
from desk.derived import rebuild
from desk.errors import Refused
from desk.lists import Line, Query, count, lines
from desk.progress import Cancelled, Progress
from desk.settings import SETTINGS, office
from desk.statistics import figures, rows
from models.base import logged_fields
from models.calendar import Month
from models.tables import (
    Assignment,
    Attachment,
    Change,
    Issue,
    Op,
    Step,
    logged_columns,
    logged_models,
)
from models.workflow import lamp
from tests.desk.demo_content import AS_OF, assigned, content, lamps, records, state_of, warned_until

JULY = Month(2018, 7)


@pytest.fixture(scope="module")
def filled(demo_folder: Path) -> Iterator[Book]:
    """The demo casebook, to read."""
    with Book.open(demo_folder, writable=False) as book:
        yield book


@pytest.fixture
def connection(filled: Book) -> Iterator[Connection]:
    with filled.read() as connection:
        yield connection


def issue_lines(connection: Connection) -> dict[str, Line]:
    found = lines(connection, Query("issues"), AS_OF)
    return {str(line.values["title"]): line for line in found}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("enterprises_assigned", 74),
        ("projects_assigned", 18),
        ("issues_collected", 89),
        ("issues_settled_on_the_spot", 12),
    ],
)
def test_the_figures_up_to_july_are_those_of_the_source(
    connection: Connection, name: str, value: int
) -> None:
    assert figures(connection, JULY, AS_OF)[name].to_date == value
    assert len(rows(connection, name, JULY, to_date=True, today=AS_OF).rows) == value


@pytest.mark.parametrize(
    "kind",
    [*("organizations", "people", "enterprises", "projects", "platforms", "works"), "visits"],
)
def test_every_record_came_in_and_none_beside_them(connection: Connection, kind: str) -> None:
    assert count(connection, Query(kind), AS_OF) == len(records(kind))


def test_every_assigned_subject_is_one_that_the_content_assigns(connection: Connection) -> None:
    found = rows(connection, "enterprises_assigned", JULY, to_date=True, today=AS_OF).rows
    assert {line["name"] for line in found} == {r["name"] for r in assigned("enterprises")}


def test_every_issue_stands_where_its_steps_lead(connection: Connection) -> None:
    found = issue_lines(connection)
    until = warned_until(AS_OF)
    for issue in records("issues"):
        state, line = state_of(issue), found[issue["title"]]
        told = (state.state, state.lead_unit, state.due_on, state.round, lamp(state, AS_OF, until))
        kept = tuple(line.values[n] for n in ("state", "lead_unit", "due_on", "round", "lamp"))
        assert kept == told, issue["title"]


def test_the_lamps_of_july_are_counted_as_the_content_counts_them(connection: Connection) -> None:
    counted = {
        code: count(connection, Query("issues", {"lamp": code}), AS_OF) for code in lamps(AS_OF)
    }
    assert counted == lamps(AS_OF)


def test_issues_are_numbered_in_the_order_in_which_they_were_registered(
    connection: Connection,
) -> None:
    asked = select(Issue.number, Issue.registered_on).order_by(Issue.number)
    numbers, days = zip(*connection.execute(asked).all(), strict=True)
    assert numbers == tuple(f"{demo.CODE}-2018-{n:04d}" for n in range(1, 90))
    assert list(days) == sorted(days)


def test_an_issue_from_a_visit_is_tied_to_it(connection: Connection) -> None:
    tied = connection.scalar(select(func.count()).where(Issue.visit.is_not(None)))
    assert tied == sum("visited_on" in issue for issue in records("issues"))


def test_an_assignment_ended_where_the_next_began(connection: Connection) -> None:
    asked = select(Assignment.from_on, Assignment.to_on).where(Assignment.to_on.is_not(None))
    ended = Counter((row.from_on, row.to_on) for row in connection.execute(asked))
    said = [r for r in records("assignments") if "to_on" in r]
    expected = ((date.fromisoformat(r["from_on"]), date.fromisoformat(r["to_on"])) for r in said)
    assert ended == Counter(expected)


def test_the_office_has_said_what_it_is_called_and_who_gets_its_bulletin(
    connection: Connection,
) -> None:
    said = office(connection)
    assert said.code == content("casebook")["code"]
    assert said.values == {name: content("casebook")[name] for name in SETTINGS}
    assert all(said.values.values())


# --- how it came in -------------------------------------------------------------------------------


def test_every_change_touched_something_and_was_made_by_someone_of_the_demo(
    connection: Connection,
) -> None:
    counts = dict(connection.execute(select(Op.change, func.count()).group_by(Op.change)).all())
    changes = connection.execute(select(Change.uid, Change.actor)).all()
    assert {change.uid for change in changes} == counts.keys()
    assert {c.actor for c in changes} <= {person["name"] for person in records("people")}


def test_the_rows_are_what_the_log_says(connection: Connection) -> None:
    told: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for op in connection.execute(select(Op.tbl, Op.row, Op.body).order_by(Op.seq)):
        told[op.tbl, op.row].update(json.loads(op.body)["f"])
    for table, model in logged_models().items():
        for row in connection.execute(select(model.__table__)):
            columns = {name: getattr(row, name) for name in logged_columns(model)}
            values = {n: plain(value) for n, value in logged_fields(model, columns).items()}
            kept = {name: value for name, value in values.items() if value is not None}
            assert told.pop((table, row.uid)) == kept
    assert not told


def test_the_log_has_no_gap_and_the_chain_holds(connection: Connection) -> None:
    ops = connection.execute(select(Op.seq, Op.hlc, Op.prev, Op.hash).order_by(Op.seq)).all()
    assert [op.seq for op in ops] == list(range(1, len(ops) + 1))
    assert all(then.prev == first.hash for first, then in pairwise(ops))
    assert all(then.hlc > first.hlc for first, then in pairwise(ops))


def test_a_step_was_entered_on_the_day_on_which_it_happened(connection: Connection) -> None:
    asked = (
        select(Step.happened_on, Step.by, Change.business_on, Change.actor)
        .join(Op, (Op.row == Step.uid) & (Op.kind == "new"))
        .join(Change, Change.uid == Op.change)
    )
    for row in connection.execute(asked):
        assert (row.happened_on.isoformat(), row.by) == (row.business_on, row.actor)


def test_lists_came_in_whole_before_the_daily_work(connection: Connection) -> None:
    labels = list(connection.scalars(select(Change.label).order_by(Change.id).limit(8)))
    assert labels[0] == "修改办公室设置"
    assert labels[3] == "导入企业 86 条"
    assert all(label.startswith("导入") for label in labels[1:])


def test_the_same_step_of_several_issues_on_one_day_is_one_change(connection: Connection) -> None:
    """On 16 May the office verified five issues at once: one sheet, one change."""
    asked = select(Change.label).where(Change.business_on == "2018-05-16")
    labels = list(connection.scalars(asked))
    assert [label for label in labels if label.startswith("核实")] == ["核实 5 条"]


def test_the_columns_that_show_an_issue_need_no_rebuilding(demo_book: Book) -> None:
    with demo_book.change("核对", "何平一") as session:
        assert rebuild(session.connection()) == 0


def test_the_latest_work_can_be_taken_back(demo_book: Book) -> None:
    with demo_book.read() as connection:
        last = connection.scalar(select(Change.label).order_by(Change.id.desc()).limit(1))
    assert undo(demo_book).label == last


# --- evidence -------------------------------------------------------------------------------------


def test_every_piece_of_evidence_is_in_the_folder_under_what_it_contains(
    filled: Book, connection: Connection
) -> None:
    kept = {row.name: row for row in connection.execute(select(Attachment.__table__))}
    said = [e for i in records("issues") for s in i["steps"] for e in s.get("evidence", ())]
    assert kept.keys() == {one["file"] for one in said}
    for one in said:
        data = filled.store.get(kept[one["file"]].sha256)
        assert len(data) == kept[one["file"]].size
        assert one.get("text", "") in data.decode(errors="ignore")


def test_a_photograph_is_a_picture_of_its_own_and_always_the_same() -> None:
    first = photograph("停车场投用照片.png")
    with Image.open(io.BytesIO(first)) as image:
        assert (image.format, image.size) == ("PNG", (480, 320))
    assert first == photograph("停车场投用照片.png") != photograph("接管通水照片.png")


# --- making it ------------------------------------------------------------------------------------


def test_the_demo_stands_on_its_day_unless_another_is_said(demo_folder: Path) -> None:
    with Book.open(demo_folder, writable=False) as book:
        assert book.clock.today() == AS_OF
    august = date(2018, 8, 3)
    with Book.open(demo_folder, writable=False, clock=Clock(august)) as book:
        assert book.clock.today() == august


def test_another_casebook_has_the_real_day(tmp_path: Path) -> None:
    create(tmp_path / "casebook")
    with Book.open(tmp_path / "casebook") as book:
        assert book.clock == Clock()


def test_the_demo_is_not_made_where_something_is(tmp_path: Path) -> None:
    kept = tmp_path / "名单.txt"
    kept.touch()
    with pytest.raises(Refused, match="不是空文件夹"):
        demo.make(tmp_path)
    assert list(tmp_path.iterdir()) == [kept]


def test_a_demo_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop_when_begun(_label: str, done: int, total: int) -> None:
        told.append((done, total))
        if done:
            progress.cancel()

    progress = Progress(stop_when_begun)
    with pytest.raises(Cancelled):
        demo.make(tmp_path / "demo", progress)
    assert told[0][0] == 0 < told[-1][0] < told[-1][1]
    assert list(tmp_path.iterdir()) == []
