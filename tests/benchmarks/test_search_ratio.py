"""Search over a million issues, against the bare SQL of the same question and against LIKE.

The issues are written straight into their table, a subject and a unit each among a few, and the
index is made of them by `desk.search.rebuild`. What is compared runs in one process by turns.
LIKE is one that must look at every record. Nothing is asserted about time.
"""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from operator import add
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Table

from desk.book import engine
from desk.book.bulk import insert_rows
from desk.book.casebook import DATABASE, Book
from desk.lists import Query, count, uids
from desk.search import search, tally
from models.tables import Issue, Organization, Subject
from tests.benchmarks.figures import keep
from tests.desk.office import END_OF_JULY as TODAY
from tests.desk.office import new_book

MANY = 1_000_000
RUNS = 15
PAGE = 50
MEGABYTE = 1 << 20
#: Words of offices, each with how often it is written; the last one in 20,000 texts.
COMMON = (
    *("用地", "融资", "环评", "用电", "用工", "审批", "手续", "贷款", "变压器", "道路", "排水"),
    *("土地证", "规划", "消防", "验收", "供热", "燃气", "物流", "人才", "公寓", "招工", "技改"),
    *("补贴", "税收", "退税", "担保", "抵押", "办理", "协调", "企业", "反映", "希望", "尽快"),
    *("解决", "二期", "厂房", "扩建", "项目", "园区", "负荷", "不足", "紧张", "困难", "部门"),
)
RARE = "氢能"
BARE = """
    SELECT issue.uid, issue.number, issue.title, issue.detail, issue.registered_on, subject.name
    FROM search_index JOIN issue ON issue.id = search_index.rowid - (60 << 40)
    LEFT JOIN subject ON subject.uid = issue.subject
    WHERE search_index MATCH ? ORDER BY search_index.rowid DESC LIMIT 50
"""
LIKE = """
    SELECT issue.uid, issue.number, issue.title, issue.detail, issue.registered_on, subject.name
    FROM issue LEFT JOIN subject ON subject.uid = issue.subject
    WHERE issue.title LIKE ?1 OR issue.detail LIKE ?1 OR issue.note LIKE ?1
    ORDER BY +issue.id DESC LIMIT 50
"""


def _table(model: type[Issue | Subject | Organization]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _names(random: Random, ending: str, many: int) -> list[tuple[str, str]]:
    """Uids and names of so many firms or units, all invented."""
    letters = [chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(600)]
    return [
        (random.randbytes(16).hex(), "".join(random.choices(letters, k=4)) + ending)
        for _ in range(many)
    ]


def _issues(random: Random, subjects: list[str], units: list[str]) -> Iterator[tuple[str, ...]]:
    """A title of about ten characters and a detail of about eighty each."""
    rare = [chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(3_000)]
    words = [*COMMON, *map(add, rare, rare[1:])]
    weights = [1 / (place + 4) for place in range(len(words))]
    draws = cycle(random.choices(words, weights, k=1_299_709))
    for n in range(MANY):
        title = "".join(islice(draws, 5))
        detail = "，".join("".join(islice(draws, 9)) for _ in range(4))
        if n % 20_000 == 7:
            detail += RARE
        uid = n.to_bytes(16, "big").hex()
        number = f"本机-{2018 + n // 250_000}-{n % 250_000:04d}"
        yield uid, number, subjects[n % len(subjects)], title, detail, units[n % len(units)]


def _fill(database: Path) -> None:
    random = Random(2018)
    subjects, units = _names(random, "有限公司", 20_000), _names(random, "局", 60)
    columns = ("uid", "number", "subject", "title", "detail", "lead_unit")
    made = _issues(random, [uid for uid, _ in subjects], [uid for uid, _ in units])
    writer = engine.writer_engine(database, None)
    with writer.begin() as connection:
        for model, rows in ((Subject, subjects), (Organization, units)):
            insert_rows(connection, _table(model), ("uid", "name"), rows)
        insert_rows(connection, _table(Issue), columns, made)
    writer.dispose()


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A million issues of twenty thousand enterprises, and the index made of them."""
    new_book(folder := tmp_path_factory.mktemp("million")).close()
    database = folder / "casebook" / DATABASE
    _fill(database)
    before = database.stat().st_size
    with Book.open(folder / "casebook") as book:
        built = round(seconds(book.reindex))
        book.close()
    grown = round((database.stat().st_size - before) / MEGABYTE)
    keep("search-index", {"issues": MANY, "seconds": built, "megabytes": grown})
    with Book.open(folder / "casebook", writable=False) as book:
        yield book


@pytest.fixture
def raw(book: Book) -> Iterator[sqlite.Connection]:
    """The database driver alone, on the same file and with the same settings."""
    connection = engine.reading(book.database, None)
    yield connection
    connection.close()


@pytest.mark.parametrize("word", ["用地", "融资", "环评", RARE])
def test_how_many_times_bare_sql_the_first_page_takes(
    book: Book, raw: sqlite.Connection, word: str
) -> None:
    with book.read() as connection:
        expected = [row[1] for row in raw.execute(BARE, (f'"{word}"',)).fetchall()]
        assert [hit.number for hit in search(connection, word, ("issues",), PAGE)] == expected
        work: dict[str, Callable[[], object]] = {
            "bare": lambda: raw.execute(BARE, (f'"{word}"',)).fetchall(),
            "ours": lambda: search(connection, word, ("issues",), PAGE),
            "everything": lambda: search(connection, word, (), PAGE),
            "painted": lambda: [hit.excerpt for hit in search(connection, word, (), PAGE)],
            "counted": lambda: tally(connection, word, ("issues",)),
        }
        took = {name: list[float]() for name in work}
        for name, one in list(work.items()) * RUNS:
            took[name].append(seconds(one))
    like = seconds(lambda: raw.execute(LIKE, (f"%{word}%",)).fetchall())
    bare, ours = median(took["bare"]), median(took["ours"])
    figures = {
        "times bare": ours / bare,
        "everything, times bare": median(took["everything"]) / bare,
        "painted, times bare": median(took["painted"]) / bare,
        "faster than like": like / ours,
        "milliseconds": ours * 1000,
        "counting, milliseconds": median(took["counted"]) * 1000,
    }
    keep(f"search-{word}", {name: round(figure, 2) for name, figure in figures.items()})


@pytest.mark.parametrize(
    "typed", ["用", "用地 融资", "用地手续", "土地证抵押贷款", "2018-12", "本机-2020-01"]
)
def test_how_long_what_is_typed_on_the_way_takes(book: Book, typed: str) -> None:
    with book.read() as connection:
        took = [seconds(lambda: search(connection, typed, (), PAGE)) for _ in range(RUNS)]
    keep(f"search-{typed}", {"milliseconds": round(median(took) * 1000, 2)})


@pytest.mark.parametrize("word", ["用地", RARE, "用地手续"])
def test_how_many_times_looking_at_every_record_a_list_takes(book: Book, word: str) -> None:
    asked = Query("issues", search=word)
    with book.read() as connection:
        first = median([seconds(lambda: uids(connection, asked, TODAY, 0, 256)) for _ in range(5)])
        every = seconds(lambda: count(connection, asked, TODAY))
    figures = {"first 256, milliseconds": first * 1000, "counting, milliseconds": every * 1000}
    keep(f"search-list-{word}", {name: round(figure, 1) for name, figure in figures.items()})
