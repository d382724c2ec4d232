"""Kinds of bulletins: each drafted, numbered, issued and frozen on its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from desk import settings
from desk.book.casebook import Book
from desk.book.place import Place
from desk.bulletins import (
    Draft,
    draft_view,
    fresh_draft,
    frozen_rows,
    get_draft,
    issue,
    issued,
    next_masthead,
    reset_draft,
    save_draft,
)
from desk.bulletins.freezing import Frozen, packed, unpacked
from desk.bulletins.issuing import frozen
from desk.bulletins.kinds import BRIEFING, CIRCULAR, KINDS, SPECIAL, Edition, edition_of, kind_named
from desk.bulletins.shelf import rows_of_month, shelf
from desk.bulletins.telling import OpenMonth, open_month, view_of
from desk.errors import Refused
from desk.files import sha256
from desk.printing import bulletin_files
from models.calendar import Month
from reports.view import BulletinView, ChartView, Passage, TableView
from tests.desk import office

JUNE, JULY, AUGUST = (Month(2018, number) for number in (6, 7, 8))
TODAY = date(2018, 7, 31)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path, TODAY) as book:
        yield office.with_a_summer(office.with_subjects(book))


@pytest.fixture
def anywhere(place: Place) -> Iterator[Book]:
    """The same in a folder, then on a server."""
    with office.new_book(place, TODAY) as book:
        yield office.with_a_summer(office.with_subjects(book))


def view_in(book: Book, edition: Edition) -> BulletinView:
    with book.read() as connection:
        draft = fresh_draft(connection, edition, book.clock.today())
        return draft_view(connection, draft, book.clock.today())


def opened(book: Book, edition: Edition) -> OpenMonth:
    with book.read() as connection:
        return open_month(connection, book.store, edition, book.clock.today())


def heads(view: BulletinView) -> list[str]:
    return [one.text for one in view.passages if isinstance(one, Passage) and one.level == 1]


def shown(view: BulletinView) -> list[str]:
    return [one.field for one in view.passages if isinstance(one, TableView | ChartView)]


def test_a_month_alone_means_its_briefing() -> None:
    assert edition_of(JULY) == Edition(BRIEFING, JULY)
    assert str(Edition(CIRCULAR, JULY)) == "circular-2018-07"
    assert [Edition(kind, JULY).label for kind in KINDS] == [
        *("2018年7月简报", "2018年7月情况通报", "2018年7月专报")
    ]


def test_a_kind_is_named_in_english_or_as_people_call_it() -> None:
    assert kind_named("情况通报") is kind_named("circular") is KINDS[CIRCULAR]
    with pytest.raises(Refused, match="circular（情况通报）"):
        kind_named("周报")


# --- drafts ---------------------------------------------------------------------------------


def test_a_circular_ranks_the_units_and_names_what_is_wanting(book: Book) -> None:
    view = view_in(book, Edition(CIRCULAR, JULY))
    assert view.title == "关于7月份包联帮扶工作进展情况的通报"
    assert heads(view) == [
        *("一、总体情况", "二、走访情况排名", "三、问题办理排名", "四、突出问题", "五、工作要求")
    ]
    assert shown(view) == ["table:main_figures", "table:visiting_units", "table:lead_units"]
    assert "当月未走访的包联对象2个，涉及试办区经发局（2个）。" in view.text
    assert "全区累计销号率为28.6%，各牵头单位排名如下。" in view.text


def test_a_special_report_tells_each_issue_that_needs_a_decision(book: Book) -> None:
    office.take(book, "试办-2018-0004", "escalate", "2018-07-20", to="试办市国土局")
    view = view_in(book, Edition(SPECIAL, JULY))
    assert heads(view) == [
        "一、需提请上级协调的问题",
        "二、条件暂不具备、建议研究的挂账问题",
    ]
    assert "已于7月20日提级至试办市国土局，尚未收到答复。" in view.text
    assert "已于7月12日挂账，原因是“等待上级统一调整限行时段”，定于10月10日复核。" in view.text
    assert view.text.endswith("以上情况，请审示。")
    assert "柴油车限行”问题。该问题于7月10日登记" in view.text


def test_what_is_long_overdue_asks_for_the_leaders(book: Book) -> None:
    book.clock = type(book.clock)(date(2018, 8, 3))
    office.take(book, "试办-2018-0004", "urge", "2018-08-01")
    view = view_in(book, Edition(SPECIAL, AUGUST))
    assert "办公室已于8月1日催办。建议由分管领导约谈牵头单位，限期办结。" in view.text
    assert "变压器增容" not in view.text


def test_a_briefing_shows_its_main_figures_and_their_course(book: Book) -> None:
    assert shown(view_in(book, edition_of(JULY))) == ["table:main_figures", "chart:six_months"]


def test_a_month_without_work_shows_no_figures(book: Book) -> None:
    assert shown(view_in(book, edition_of(Month(2018, 3)))) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("month", [Month(2018, 2), Month(2018, 3), JUNE, JULY], ids=str)
def test_every_kind_of_every_month_is_sound_and_says_nothing_of_nothing(
    book: Book, kind: str, month: Month
) -> None:
    text = view_in(book, Edition(kind, month)).text
    assert text.strip()
    assert "None" not in text
    assert not any(seam in text for seam in ("，，", "。。", "，。", "：。", "（）", "{", "“”"))
    assert not any(part in text for part in ("0件", "0次", "0个")) or "10" in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_an_empty_casebook_can_be_printed(tmp_path: Path, kind: str) -> None:
    with office.new_book(tmp_path, TODAY) as book:
        view = view_in(book, Edition(kind, JULY))
    assert shown(view) == []
    assert bulletin_files(view)[".docx"].startswith(b"PK")


@pytest.mark.parametrize("kind", KINDS)
def test_the_demo_can_be_printed_as_every_kind(demo_book: Book, kind: str) -> None:
    view = view_in(demo_book, Edition(kind, JULY))
    assert set(bulletin_files(view)) == {".docx", ".pdf"}


def test_each_kind_has_its_own_name_and_readers(book: Book) -> None:
    said = {"circular_name": "双服通报", "report_to": "市双创办", "send_to": "党政办"}
    settings.save(book, said | {"special_report_to": "区长、副区长"}, office.ACTOR)
    circular, special = (view_in(book, Edition(kind, JULY)) for kind in (CIRCULAR, SPECIAL))
    assert (circular.name, circular.report_to, circular.send_to) == (
        *("双服通报", ("市双创办",), ("党政办",)),
    )
    assert (special.name, special.report_to, special.send_to) == (
        *("双创双服专报", ("区长", "副区长"), ()),
    )
    assert (circular.keywords, special.keywords) == ("情况通报 2018-07", "专报 2018-07")


def test_a_special_report_goes_to_the_readers_of_the_briefing_until_said_otherwise(
    book: Book,
) -> None:
    settings.save(book, {"report_to": "市双创办"}, office.ACTOR)
    assert view_in(book, Edition(SPECIAL, JULY)).report_to == ("市双创办",)


# --- kept and issued apart ------------------------------------------------------------------


def test_drafts_of_one_month_are_kept_apart_by_kind(anywhere: Book) -> None:
    edition = Edition(CIRCULAR, JULY)
    with anywhere.read() as connection:
        fresh = get_draft(connection, edition, TODAY)
    save_draft(anywhere, fresh.edited("通报{走访次数}次。"), office.ACTOR, fresh)
    with anywhere.read() as connection:
        assert get_draft(connection, edition, TODAY).text == "通报{走访次数}次。"
        assert not get_draft(connection, JULY, TODAY).saved
        assert [one.state for one in shelf(connection, TODAY, CIRCULAR)] == ["草稿", "未拟稿"]
        assert [one.state for one in shelf(connection, TODAY)] == ["未拟稿", "未拟稿"]
        assert len(rows_of_month(connection, edition)) == 1
        assert rows_of_month(connection, JULY) == []
    reset_draft(anywhere, edition, office.ACTOR)
    with anywhere.read() as connection:
        assert get_draft(connection, edition, TODAY) == fresh


def test_each_kind_counts_its_own_numbers(anywhere: Book) -> None:
    issue(anywhere, JUNE, 6, office.ACTOR)
    first = issue(anywhere, Edition(CIRCULAR, JULY), None, office.ACTOR)
    assert (first.masthead.number, first.stem) == (1, "情况通报第1期（2018年7月）")
    with anywhere.read() as connection:
        assert next_masthead(connection, TODAY, kind=CIRCULAR).number == 2
        assert next_masthead(connection, TODAY).number == 7
    with pytest.raises(Refused, match="这个月的情况通报已作为第 1 期印发"):
        reset_draft(anywhere, Edition(CIRCULAR, JULY), office.ACTOR)


@pytest.mark.parametrize("kind", KINDS)
def test_an_issued_edition_stays_as_it_was_printed(book: Book, kind: str) -> None:
    edition = Edition(kind, JULY)
    first = issue(book, edition, None, office.ACTOR)
    before = frozen_in(book, edition)
    office.finish(book, "试办-2018-0004", "2018-07-31")
    assert issue(book, edition, None, office.ACTOR) == first
    assert frozen_in(book, edition) == before
    assert before.files == first.digests == {k: sha256(v) for k, v in first.files.items()}
    assert set(before.fonts) >= {"仿宋_GB2312", "方正小标宋简体"}


def frozen_in(book: Book, edition: Edition) -> Frozen:
    with book.read() as connection:
        return frozen(connection, edition)


def test_tables_and_charts_are_frozen_with_the_rows_that_they_counted(anywhere: Book) -> None:
    edition = Edition(CIRCULAR, JULY)
    view = view_in(anywhere, edition)
    issue(anywhere, edition, None, office.ACTOR)
    issue(anywhere, JULY, None, office.ACTOR)
    office.take(anywhere, "试办-2018-0006", "withdraw", "2018-07-31", reason="企业撤回")
    kept = frozen_in(anywhere, edition).exhibit("table:lead_units")
    assert kept is not None
    assert kept.table in view.passages
    with anywhere.read() as connection:
        rows = frozen_rows(connection, edition, "issues_collected", "to_date")
        june = frozen_rows(connection, JULY, "issues_collected", "2018-06")
    assert (rows.value, len(rows.rows)) == (7, 7)
    assert (june.value, len(june.rows)) == (2, 2)


def test_what_was_frozen_before_there_were_exhibits_still_opens() -> None:
    old = (
        '{"month":"2018-07","as_of":"2018-07-31","figures":{"visits":{"label":"走访次数",'
        '"unit":"次","counts":{"month":{"value":1,"rows":[0]}}}},"rows":[{"number":"1"}]}'
    )
    kept = unpacked(old)
    assert (kept.exhibits, kept.fonts, kept.files) == ([], {}, {})
    assert msgspec.json.decode(packed(kept), type=Frozen) == kept
    assert unpacked(None).figures == {}


# --- in the window --------------------------------------------------------------------------


def test_an_edition_is_opened_with_its_own_text_and_head(book: Book) -> None:
    edition = Edition(SPECIAL, JULY)
    found = opened(book, edition)
    assert found.draft.edition == edition
    with book.read() as connection:
        view = view_of(connection, found, replace(found.draft, title="题"), TODAY)
    assert (view.name, view.title, view.draft) == ("双创双服专报", "题", True)


def test_a_table_is_told_and_opens_all_that_it_counts(book: Book) -> None:
    telling = opened(book, Edition(CIRCULAR, JULY)).telling
    told = telling.told("表·各牵头单位问题办理情况")
    assert (told.label, told.value, told.exhibit, told.idle) == (
        *("表·各牵头单位问题办理情况", "表", True, False),
    )
    rows = telling.opened("表·各牵头单位问题办理情况").rows
    assert sum(row[0] == "收集问题·累计" for row in rows) == 7
    assert {one.label for one in telling.exhibits() if one.idle} == {"表·典型案例"}


def test_an_issued_table_opens_what_was_printed_and_knows_no_other(book: Book) -> None:
    edition = Edition(CIRCULAR, JULY)
    before = opened(book, edition).telling.opened("表·各牵头单位问题办理情况")
    issue(book, edition, None, office.ACTOR)
    office.take(book, "试办-2018-0006", "withdraw", "2018-07-31", reason="企业撤回")
    telling = opened(book, edition).telling
    assert telling.opened("表·各牵头单位问题办理情况") == before
    assert telling.told("图·各类别问题").idle
    assert telling.opened("图·各类别问题").rows == ()


def test_an_issued_chart_opens_each_month(book: Book) -> None:
    issue(book, JULY, None, office.ACTOR)
    rows = opened(book, edition_of(JULY)).telling.opened("图·各月收集与销号").rows
    heads = [row[0] for row in rows]
    assert heads.count("收集问题·2018年6月") == 2
    assert heads.count("收集问题·2018年7月") == 5


def test_any_chart_of_the_analysis_is_frozen_with_the_bulletin(book: Book) -> None:
    labels = ("图·销号用时（自登记之日起）", "图·四类对象覆盖率")
    text = "\n".join(["正文", *(f"{{{label}}}" for label in labels)])
    save_draft(book, Draft(JULY, "题", ()).edited(text), office.ACTOR)
    before = [opened(book, edition_of(JULY)).telling.opened(label) for label in labels]
    assert all(found.rows for found in before)
    issue(book, JULY, None, office.ACTOR)
    office.take(book, "试办-2018-0002", "reopen", "2018-07-31", reason="雨后又积水")
    telling = opened(book, edition_of(JULY)).telling
    assert [telling.opened(label) for label in labels] == before


def test_what_is_not_issued_has_nothing_frozen(book: Book) -> None:
    with book.read() as connection, pytest.raises(Refused, match="2018年7月的专报还没有印发"):
        frozen_rows(connection, Edition(SPECIAL, JULY), "visits")
    with book.read() as connection:
        assert issued(connection, book.store, Edition(SPECIAL, JULY)) is None
    assert Draft(JULY, "题", ()).edition == Edition(BRIEFING, JULY)
