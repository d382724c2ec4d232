"""What a drafted bulletin says: sentences of an office, every number a live field."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.book.casebook import Book
from desk.bulletins import Draft, draft_view, fresh_draft
from desk.bulletins.tokens import by_label, by_name
from desk.errors import Refused
from models.calendar import Month
from tests.desk import office

FEBRUARY, JUNE, JULY, AUGUST = (Month(2018, number) for number in (2, 6, 7, 8))
LATE = date(2018, 8, 31)
MONTHS = [FEBRUARY, Month(2018, 3), JUNE, JULY, AUGUST]

_NOT_COUNTED = (
    r"\{[^{}]*\}",  # live fields
    "“[^”]*”",  # quoted text of the casebook
    r"(\d+年)?\d+月(份|\d+日)?",  # dates
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path, LATE) as book:
        yield office.with_a_summer(office.with_subjects(book))


def drafted(book: Book, month: Month = JULY) -> Draft:
    with book.read() as connection:
        return fresh_draft(connection, month, book.clock.today())


def printed(book: Book, month: Month = JULY, draft: Draft | None = None) -> str:
    with book.read() as connection:
        view = draft_view(connection, draft or drafted(book, month), book.clock.today())
    return view.text


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_every_number_is_a_date_a_quotation_or_a_live_field(book: Book, month: Month) -> None:
    for passage in drafted(book, month).passages:
        rest = passage.text
        for allowed in _NOT_COUNTED:
            rest = re.sub(allowed, "", rest)
        assert not re.search(r"\d", rest), passage.text


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_nothing_is_said_about_a_zero_and_no_seam_shows(book: Book, month: Month) -> None:
    text = printed(book, month)
    assert not re.search(r"(?<![\d.])0(\.0)?[%件次个家项名]", text)
    assert not re.search(r"[，。；：、]{2}|其中[，。；]|[，、]$|（）|None|—", text, re.MULTILINE)
    assert text.strip()


def test_an_ordinary_month_is_told_in_sections_beside_the_month_before(book: Book) -> None:
    text = printed(book)
    heads = [line for line in text.splitlines() if re.match("[一二三四五]、", line)]
    assert heads == [
        "一、包联走访情况",
        "二、问题办理情况",
        "三、办理实例",
        "四、存在的问题",
        "五、下步工作",
    ]
    assert "当月走访3次，较上月增加2次" in text
    assert "当月收集问题5件，较上月增加3件" in text
    assert "当月现场解决问题1件、交办3件、办结2件、销号1件，销号数与上月持平。" in text
    assert "累计销号2件，销号率28.6%，较上月末下降21.4个百分点。" in text
    assert (
        "7月3日走访中，禾渚食品有限公司反映“冷库蒸汽压力不稳”，"
        "带队人员现场协调，“当场调度，已恢复供汽”。" in text
    )
    assert "澜津物流有限公司“堆场用地手续未批”，由试办区国土分局牵头，办理时限为7月18日" in text


def test_a_month_without_visits_says_so_and_tells_what_is_late(book: Book) -> None:
    text = printed(book, AUGUST)
    assert "走访0次" not in text
    assert "8月份，走访台账没有新的记录" in text
    assert "截至8月31日，超期问题2件" in text
    assert "抓紧恢复走访" in text
    assert "较上月" not in text


def test_the_month_before_the_campaign_speaks_of_what_is_to_be_done(book: Book) -> None:
    text = printed(book, FEBRUARY)
    assert "筹备阶段" in text
    assert not re.search("[一二]、", text)


def test_a_month_with_nothing_but_assignments_calls_for_visits(book: Book) -> None:
    text = printed(book, Month(2018, 3))
    assert "对4个包联对象逐一走访" in text
    assert "问题" not in text.splitlines()[0]


def test_the_first_month_does_not_count_itself_twice(book: Book) -> None:
    text = printed(book, JUNE)
    assert "走访服务全面展开" in text
    assert "累计走访" not in text


def test_what_was_closed_past_a_gate_is_told_apart(book: Book) -> None:
    office.take(book, "试办-2018-0004", "close", "2018-07-31", override="区长办公会议定，先行销号")
    assert "经领导批准破格销号1件" in printed(book)


def test_braces_in_an_issue_are_no_live_field_and_its_quotes_are_inner_ones(book: Book) -> None:
    number = office.issue(book, office.CLOUD, "2018-07-02", "反应釜“{visits}”停机", "安全生产")
    office.start(book, number, "2018-07-03", due_on="2018-07-05")
    assert "“反应釜‘｛visits｝’停机”" in printed(book)


def test_people_edit_by_label_and_the_casebook_keeps_names() -> None:
    kept = "{issues_closed}{visits.change}{closing_rate.to_date.change}{visits:way=座谈会.to_date}"
    shown = "{销号问题}{走访次数·较上月}{销号率·累计·较上月}{走访次数（走访方式：座谈会）·累计}"
    assert by_label(kept) == shown
    assert by_name(shown) == kept == by_name(kept)


def test_an_edited_text_is_the_same_draft(book: Book) -> None:
    draft = drafted(book)
    assert draft.edited(draft.text) == draft


def test_numerals_make_levels() -> None:
    lines = ["开头", "一、题目", "（一）小题。正文", "1.一点", "（1）再一点", "2018.7.1起执行"]
    draft = Draft(JULY, "题", ()).edited("\n\n".join(lines))
    assert [passage.level for passage in draft.passages] == [0, 1, 2, 3, 4, 0]


@pytest.mark.parametrize("text", ["{飞行次数}", "{issues_lost.to_date}", "{}", " \n "])
def test_an_unknown_field_or_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"飞行次数|issues_lost|“\{\}”|空的"):
        Draft(JULY, "题", ()).edited(text)
