"""The index follows whatever is done through the door: it says what looking at the rows says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from desk import archives
from desk.book import engine
from desk.book.casebook import DATABASE, Book
from desk.book.place import Address, Place
from desk.book.undo import redo, undo
from desk.checkup import check
from desk.errors import Refused
from desk.intake.apply import take_in
from desk.intake.lists import read_list
from desk.issues import Act, step
from desk.lists import Query, uids
from desk.looking import glance
from desk.orders import Asking
from desk.progress import Cancelled, Progress
from desk.records import edit
from desk.search import rebuild, search
from desk.search.keeping import disagreeing
from desk.search.sources import SOURCES
from desk.search.texts import records, table_of
from models.fields import KINDS
from models.searching import words
from models.tables import Attachment, Issue, Organization, Person, Subject, Visit
from tests.desk import office
from tests.desk.intake.senders import HEADINGS, excel
from tests.desk.office import ACTOR, CLOUD

Turn = Callable[[Book, int, str], object]
TYPED = ("用地", "云岫", "新名", "负荷不足", "安", "2018", "yx", "0001 云岫", "积水 国土", "批复")


def scanned(connection: Connection, text: str) -> list[str]:
    """The uids that looking at every text of every record finds, in the order of a search."""
    wanted, found = words(text), []
    for source in SOURCES:
        asked = select(table_of(source).c.uid)
        some = records(connection, source, list(connection.scalars(asked)))
        found += [r for r in some if wanted and all(r.has(word) for word in wanted)]
    return [record.row["uid"] for record in sorted(found, key=lambda r: -r.key)]


def assert_it_agrees(book: Book, *typed: str) -> None:
    with book.read() as connection:
        assert disagreeing(connection) == {}
        for text in (*TYPED, *typed):
            hits = search(connection, text, limit=10_000)
            assert [hit.uid for hit in hits] == scanned(connection, text), text


def found(book: Book, text: str, *kinds: str) -> int:
    with book.read() as connection:
        return len(search(connection, text, kinds))


def _uid(book: Book, model: type[Subject | Issue | Visit | Person | Organization], n: int) -> str:
    with book.read() as connection:
        uids = connection.scalars(select(model.uid).order_by(model.uid)).all()
    return uids[n % len(uids)]


def _rename(book: Book, n: int, text: str) -> object:
    model = (Subject, Person, Organization)[n % 3]
    with book.change("改名", ACTOR) as session:
        row: Any = session.by_uid(model, _uid(book, model, n))
        row.name = text or None
    return None


def _visitors(book: Book, n: int, text: str) -> object:
    people = ("钱安二", "孙安三、钱安二", "", f"新名{text}"[:6])[n % 4]
    return edit(book, KINDS["visits"], _uid(book, Visit, n), {"visitors": people}, ACTOR)


def _work(book: Book, n: int, text: str) -> object:
    acts = (
        Act("dispatch", {"lead_unit": office.POWER, "co_units": "试办区经发局"}),
        Act("accept", {"responsible": "李安四"}),
        Act("measure", {"text": text or "先行架设"}),
        Act("suspend", {"basis": f"等待批复{text}", "review_on": "2018-09-01"}),
    )
    with book.read() as connection:
        asked = select(Issue.number).where(Issue.uid == _uid(book, Issue, n))
        number = connection.scalars(asked).one() or ""
    return step(book, number, acts[n % len(acts)], ACTOR)


def _write(book: Book, n: int, text: str) -> object:
    with book.change("改问题", ACTOR) as session:
        row = session.by_uid(Issue, _uid(book, Issue, n))
        row.title, row.note = text or None, f"{text}用地"
    return None


def _many(book: Book, n: int, text: str) -> object:
    with book.change("批量", ACTOR) as session:
        uids = session.scalars(select(Organization.uid).order_by(Organization.uid)).all()
        session.set_many(Organization, [(uid, {"note": text}) for uid in uids[: n % 5]])
        session.remove_many(Person, [_uid(book, Person, n)] * (n % 2))
        rows = [{"uid": f"{n:02x}{m:030x}", "name": f"{text}{m}"} for m in range(n % 3)]
        known = set(session.scalars(select(Subject.uid)).all())
        session.add_many(Subject, [row for row in rows if row["uid"] not in known])
    return None


TURNS: dict[str, Turn] = {
    "rename": _rename,
    "visitors": _visitors,
    "work": _work,
    "write": _write,
    "many": _many,
    "undo": lambda book, _n, _text: undo(book),
    "redo": lambda book, _n, _text: redo(book),
}


def _do(book: Book, name: str, n: int, text: str) -> None:
    try:
        TURNS[name](book, n, text)
    except Refused:
        return


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    turns=st.lists(
        st.tuples(
            st.sampled_from(sorted(TURNS)),
            st.integers(0, 60),
            st.text("新名用地批复ab12 ，", max_size=7),
        ),
        max_size=10,
    )
)
def test_after_any_work_a_search_finds_what_looking_at_every_record_finds(
    start: Callable[[], Path], turns: list[tuple[str, int, str]]
) -> None:
    with Book.open(start()) as book:
        for turn in turns:
            _do(book, *turn)
        assert_it_agrees(book, *(text for _, _, text in turns))


def test_the_same_on_either_ground(place: Place) -> None:
    with office.new_book(place) as book:
        office.with_a_summer(office.with_subjects(book))
        for n, name in enumerate(sorted(TURNS) * 4):
            _do(book, name, 7 * n, f"新名{n}用地批复"[: n % 9])
            with book.read() as connection:
                assert disagreeing(connection) == {}, (n, name)
        assert_it_agrees(book, "新名")


def test_a_record_is_found_under_the_new_name_of_what_it_refers_to(place: Place) -> None:
    with office.new_book(place) as book:
        office.with_a_summer(office.with_subjects(book))
        before = found(book, "云岫", "issues", "visits", "assignments")
        with book.change("改名", ACTOR) as session:
            row = session.scalars(select(Subject).where(Subject.name == CLOUD)).one()
            row.name = "岩泊装备有限公司"
        assert found(book, "岩泊", "issues", "visits", "assignments") == before > 3
        assert found(book, "云岫") == 0
        undo(book)
        assert (found(book, "岩泊"), found(book, "云岫")) == (0, before + 1)


def test_an_import_is_found_and_its_undo_leaves_nothing(tmp_path: Path, place: Place) -> None:
    rows = [(n, f"澄川{n}公司", None, "东园", "2018年7月23日", n) for n in range(1_200)]
    listed = read_list(excel(tmp_path / "list.xlsx", [HEADINGS, *rows]), office.END_OF_JULY)
    with office.new_book(place) as book:
        take_in(book, listed, ACTOR)
        with book.read() as connection:
            assert len(search(connection, "澄川", limit=5_000)) == 1_200
            assert disagreeing(connection) == {}
        undo(book)
        assert found(book, "澄川") == 0
        redo(book)
        assert_it_agrees(book, "ccg", "澄川77")


def _register(book: Book, name: str, progress: Progress) -> None:
    with book.change("登记", ACTOR) as session:
        session.progress = progress
        session.create(Subject, name=name)


def test_what_a_cancelled_change_wrote_is_not_found(tmp_path: Path) -> None:
    def give_up(label: str, _done: int, _total: int) -> None:
        if label == "写检索索引":
            progress.cancel()

    progress = Progress(give_up)
    with office.new_book(tmp_path) as book:
        with pytest.raises(Cancelled):
            _register(book, "澄川公司", progress)
        assert found(book, "澄川") == 0
        assert check(book) == []


def test_a_casebook_moved_between_grounds_is_searched_as_before(
    made: Path, tmp_path: Path, database: Address
) -> None:
    backup, home = tmp_path / "backup.zip", tmp_path / "home"
    with Book.open(made) as book:
        archives.pack(book, backup)
    archives.restore(backup, database)
    with Book.open(database) as book:
        assert_it_agrees(book)
        archives.pack(book, tmp_path / "again.zip")
    archives.restore(tmp_path / "again.zip", home)
    with Book.open(home) as book:
        assert_it_agrees(book)
        assert found(book, "现场照片") == 2


def _spoil(folder: Path, statement: str) -> None:
    connection = engine.writing(folder / DATABASE, None)
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_index WHERE rowid = (60 << 40) + 1",
        "INSERT INTO search_index (rowid, words) VALUES ((60 << 40) + 999, '来历')",
        "INSERT OR REPLACE INTO search_index (rowid, words) VALUES ((60 << 40) + 1, '别的')",
        "INSERT INTO search_index (search_index) VALUES ('delete-all')",
    ],
)
def test_an_index_that_is_wrong_is_found_and_made_anew(
    start: Callable[[], Path], statement: str
) -> None:
    folder = start()
    _spoil(folder, statement)
    with Book.open(folder) as book:
        findings = check(book)
        assert {one.part for one in findings} == {"search"}
        assert any("问题" in one.reason and "baolian reindex" in one.reason for one in findings)
        book.reindex()
        assert check(book) == []
        assert_it_agrees(book)


def test_making_the_index_anew_tells_how_far_it_is_and_of_how_many(
    start: Callable[[], Path],
) -> None:
    told: list[tuple[str, int, int]] = []
    with Book.open(start()) as book:
        book.reindex(Progress(lambda *how_far: told.append(how_far)))
        with book.read() as connection:
            tables = [table_of(source) for source in SOURCES]
            counts = [connection.scalar(select(func.count()).select_from(one)) for one in tables]
    assert told[0] == ("建检索索引", 0, sum(one or 0 for one in counts))
    assert told[-1] == ("建检索索引", told[0][2], told[0][2])


def test_a_new_index_that_is_given_up_leaves_the_one_before(start: Callable[[], Path]) -> None:
    impatient = Progress(lambda *_how_far: impatient.cancel())
    with Book.open(start()) as book:
        with pytest.raises(Cancelled):
            book.reindex(impatient)
        assert check(book) == []
        assert_it_agrees(book)


def _merge(book: Book) -> None:
    """Two issues of one enterprise become one."""
    with book.read() as connection:
        found = {
            hit.title: hit.number
            for word in ("用地", "宿舍")
            for hit in search(connection, word, ("issues",))
        }
    step(book, found["员工宿舍紧张"], Act("merge", {"into": found["堆场用地手续未批"]}), ACTOR)


def _take_a_file_away(book: Book) -> None:
    with book.change("删除附件", ACTOR) as session:
        session.delete(session.scalars(select(Attachment)).first())


@pytest.mark.parametrize("act", [_merge, _take_a_file_away])
def test_after_it_and_after_its_undo_and_redo_index_lists_and_palette_agree(
    start: Callable[[], Path], act: Callable[[Book], None]
) -> None:
    with Book.open(start()) as book:
        for work in (act, undo, redo):
            work(book)
            assert check(book) == []
            assert_it_agrees(book, "附件", "照片", "堆场")
            assert_the_rest_agrees(book, "用地", "公司")


def assert_the_rest_agrees(book: Book, *typed: str) -> None:
    """Lists hold what the index finds in texts of their own, the palette what a search finds."""
    for text in typed:
        with book.read() as connection:
            listed = set(uids(connection, Query("issues", search=text), book.clock.today()))
            hits = {hit.uid for hit in search(connection, text, ("issues",), 1_000)}
            hinted = {hit.uid for hit in glance(Asking(book), text)}
            assert listed <= hits
            assert hinted <= {hit.uid for hit in search(connection, text, limit=1_000)}


def test_the_index_knows_attachments_by_their_names_alone(start: Callable[[], Path]) -> None:
    with Book.open(start()) as book:
        with book.change("附件", ACTOR) as session:
            owner = _uid(book, Visit, 0)
            named = {"name": "签到表.jpg", "owner": owner, "owner_table": "visit"}
            session.create(Attachment, **named, sha256="00" * 32)
        with book.read() as connection:
            (hit,) = search(connection, "签到表")
            assert hit.opens == ("visits", owner)
        with book.change("重建", ACTOR) as session:
            rebuild(session.connection())
        assert_it_agrees(book, "签到")
