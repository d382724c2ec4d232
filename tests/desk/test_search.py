"""Search: every word in whatever was written of a record, on both grounds."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from desk.book.casebook import Book
from desk.book.place import Place
from desk.errors import Refused
from desk.lists import Line, Query, kind_fields, lines, uids
from desk.records import add
from desk.search import LABELS, Hit, Tally, easier, recall, search, tally
from desk.search.sources import SEARCHED
from models.fields import KINDS
from models.tables import Card, Subject
from tests.desk import office
from tests.desk.office import ACTOR, CLOUD, COLD, END_OF_JULY, GRAIN

FOUNDRY = "岭溪精密铸造有限公司"
OLD_NAME = "渤北银行配套机械厂"


@pytest.fixture(scope="module")
def book(lasting_place: Place) -> Iterator[Book]:
    """A summer of work with a card and a bulletin's draft; these tests only read it."""
    with office.new_book(lasting_place) as book:
        office.with_a_summer(office.with_subjects(book))
        values = {"also_called": OLD_NAME, "address": "北环路8号", "phone": "0317-5551234"}
        add(book, "enterprises", {"name": FOUNDRY, **values}, ACTOR)
        with book.change("填卡", ACTOR) as session:
            grain = session.scalars(select(Subject.uid).where(Subject.name == GRAIN)).one()
            said = {"subject": grain, "form": "card-enterprise", "version": 1}
            session.create(Card, **said, answers={"products": "冻干果蔬"})
            named = select(Subject).where(Subject.name == COLD)
            session.scalars(named).one().owner = "滨岸置业"
        yield book


def ask(book: Book, text: str, *kinds: str) -> list[Hit]:
    with book.read() as connection:
        found = search(connection, text, kinds)
        assert tally(connection, text, kinds) == Tally(len(found), False)
    return found


def titles(book: Book, text: str, *kinds: str) -> list[str]:
    return [hit.title for hit in ask(book, text, *kinds)]


def marked(hit: Hit) -> list[str]:
    return [hit.excerpt[start:end] for start, end in hit.places]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("用地", "issues", ("堆场用地手续未批", "问题摘要", "用地")),
        ("供汽", "issues", ("冷库蒸汽压力不稳", "办理结果", "供汽")),
        ("限行时段", "issues", ("柴油车限行", "办理步骤", "限行时段")),
        ("交通局", "organizations", ("试办区交通局", "单位名称", "交通局")),
        ("李安四", "people", ("李安四", "姓名", "李安四")),
        ("果蔬", "cards", (GRAIN, "主要产品及产销", "果蔬")),
        ("现场照片", "attachments", ("现场照片.txt", "文件名", "现场照片")),
        ("渤北银行", "enterprises", (FOUNDRY, "曾用名", "渤北银行")),
        ("环路8", "enterprises", (FOUNDRY, "地址", "环路8")),
        ("0317", "enterprises", (FOUNDRY, "联系电话", "0317")),
        ("lxjmzz", "enterprises", (FOUNDRY, "企业名称", "岭溪精密铸造")),
        ("YH", "enterprises", (FOUNDRY, "曾用名", "银行")),
        ("海", "projects", ("海棠湾冷链项目", "项目名称", "海")),
    ],
)
def test_a_word_is_found_in_each_text_of_a_record_and_shown_where_it_stands(
    book: Book, text: str, kind: str, expected: tuple[str, str, str]
) -> None:
    hit = ask(book, text, kind)[0]
    assert hit.kind == kind
    assert (hit.title, hit.field, marked(hit)[0]) == expected


def test_every_word_must_be_found_also_in_the_names_of_what_a_record_refers_to(book: Book) -> None:
    assert titles(book, "澜津 用地") == ["堆场用地手续未批"]
    assert titles(book, "国土 积水") == ["门前道路积水"]
    assert titles(book, "云岫 供电 负荷") == ["厂区用电负荷不足"]
    assert titles(book, "澜津 蒸汽") == []


def test_longer_words_are_found_whole_or_not_at_all(book: Book) -> None:
    assert titles(book, "用地手续未批") == ["堆场用地手续未批"]
    assert titles(book, "手续用地") == []
    assert titles(book, "堆场手续") == []


def test_numbers_and_codes_are_found_by_their_beginning(book: Book) -> None:
    numbered = [hit.title for hit in ask(book, "试办-2018-0004", "issues") if hit.field == "编号"]
    assert numbered == ["堆场用地手续未批"]
    assert titles(book, "0004", "issues") == titles(book, "试办-2018-0004", "issues")
    assert titles(book, "004") == []
    assert titles(book, "试办-Q0001") == [CLOUD]


def test_subjects_come_first_then_units_people_and_their_work_the_newest_first(book: Book) -> None:
    found = ask(book, "澜津")
    assert [hit.kind for hit in found] == [
        "enterprises",
        *["issues"] * 3,
        *["visits"] * 2,
        "assignments",
    ]
    days = [hit.on for hit in found if hit.kind == "visits"]
    assert days == sorted(days, key=str, reverse=True)


def test_what_is_written_on_a_step_opens_its_issue(book: Book) -> None:
    photograph = ask(book, "现场照片")[0]
    (issue,) = ask(book, "供电公司 负荷不足", "issues")
    assert {hit.opens for hit in ask(book, "现场照片")} >= {issue.opens}
    assert photograph.kind == "attachments"
    assert photograph.opens[0] == "issues"


def test_kinds_may_be_chosen_and_one_that_is_none_is_refused_by_name(book: Book) -> None:
    assert titles(book, "海棠", "enterprises") == []
    assert titles(book, "海棠", "projects", "people") == ["海棠湾冷链项目"]
    assert titles(book, "海棠", "subjects", "projects") == ["海棠湾冷链项目"]
    with pytest.raises(Refused, match="colours"):
        ask(book, "海棠", "colours")
    for kind in LABELS:
        assert {hit.kind for hit in ask(book, "2018", kind)} <= {kind, *KINDS}


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "（）", "没有这个词"])
def test_what_says_nothing_finds_nothing(book: Book, text: str) -> None:
    assert ask(book, text) == []


@pytest.mark.parametrize("text", ["试办", "试办区", "2018", "公司", "有限公司", "安"])
@pytest.mark.parametrize("kinds", [(), ("issues", "visits", "enterprises"), ("projects",)])
def test_pages_follow_each_other_without_gap_or_overlap(
    book: Book, text: str, kinds: tuple[str, ...]
) -> None:
    with book.read() as connection:
        whole = search(connection, text, kinds)
        pages = [page := search(connection, text, kinds, 3)]
        while page:
            pages.append(page := search(connection, text, kinds, 3, page[-1]))
    assert [hit.uid for page in pages for hit in page] == [hit.uid for hit in whole]
    assert len(whole) > 3 or kinds == ("projects",)


def test_a_project_whose_owner_is_known_is_found(book: Book) -> None:
    (hit,) = ask(book, "海棠湾冷链项目", "projects")
    assert hit.opens == ("projects", hit.uid)
    assert titles(book, "滨岸置业") == ["海棠湾冷链项目"]


def test_records_are_recalled_by_kind_and_uid_in_the_order_asked_for(book: Book) -> None:
    (issue,), (firm,) = ask(book, "积水", "issues"), ask(book, "岭溪", "enterprises")
    wanted = [("issues", issue.uid), ("subjects", firm.uid), ("people", "0" * 32), ("x", "y")]
    with book.read() as connection:
        found = recall(connection, wanted)
    assert [(hit.kind, hit.title) for hit in found] == [
        ("issues", issue.title),
        ("enterprises", FOUNDRY),
    ]


def test_who_answers_for_a_subject_is_shown_with_it(book: Book) -> None:
    hit = ask(book, "澜津", "assignments")[0]
    (subject,) = ask(book, hit.about or hit.title, "subjects")
    assert hit.opens == ("subjects", subject.uid)


def test_where_the_words_stand_in_the_title_is_told(book: Book) -> None:
    assert ask(book, "积水", "issues")[0].in_title == ((4, 6),)
    assert ask(book, "lxjmzz", "enterprises")[0].in_title == ((0, 6),)
    assert ask(book, "供汽", "issues")[0].in_title == ()


@pytest.mark.parametrize(
    ("text", "less"),
    [
        ("用地积水", ["用地", "积水"]),
        ("澜津 积水", ["澜津", "积水"]),
        ("用地手续没批", ["用地手续"]),
        ("没有这个", []),
        ("", []),
    ],
)
def test_where_nothing_is_found_less_of_it_that_finds_something_is_told(
    book: Book, text: str, less: list[str]
) -> None:
    with book.read() as connection:
        told = easier(connection, text)
        assert [one for one, _ in told] == less
        assert all(tally(connection, one) == counted for one, counted in told)
        assert all(counted.number for _, counted in told)


def test_counting_stops_where_it_is_told_to(book: Book) -> None:
    with book.read() as connection:
        assert tally(connection, "试办", most=4) == Tally(4, True)
        assert tally(connection, "试办区", most=2) == Tally(2, True)


def test_a_long_text_is_cut_around_the_word(book: Book) -> None:
    (hit,) = ask(book, "统一调整", "issues")
    assert "统一调整" in hit.excerpt
    assert "\n" not in hit.excerpt
    assert len(hit.excerpt) <= 50


SEARCHED_IN_LISTS = (
    "用地",
    "公司",
    "安",
    "区供",
    "供电公司",
    "澜津 用地",
    "办-2018",
    "2018-07",
    "A",
)


@pytest.mark.parametrize("kind", ["subjects", *KINDS])
@pytest.mark.parametrize("text", SEARCHED_IN_LISTS)
def test_a_list_finds_what_looking_at_every_record_finds(book: Book, kind: str, text: str) -> None:
    with book.read() as connection:
        found = uids(connection, Query(kind, search=text), END_OF_JULY)
        everything = lines(connection, Query(kind), END_OF_JULY)
    assert found == [line.uid for line in everything if _holds(line, kind, text)]


def _holds(line: Line, kind: str, text: str) -> bool:
    fields = [one for one in kind_fields(kind) if one.type in SEARCHED]
    texts = [str(line.values[one.name] or "").lower() for one in fields]
    return all(any(word.lower() in one for one in texts) for word in text.split())
