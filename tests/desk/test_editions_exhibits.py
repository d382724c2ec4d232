"""Live tables and charts: who stands where, what the totals say, what a text may hold of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.analysis import Scope, Study, graphs
from desk.book.casebook import Book
from desk.bulletins import Draft, draft_view, idle_fields
from desk.bulletins.charts import CHARTS
from desk.bulletins.dividing import CATEGORIES, LEAD_UNITS, PARKS, VISITING_UNITS, Divided
from desk.bulletins.exhibits import EXHIBIT, recall, show, sources
from desk.bulletins.freezing import freeze
from desk.bulletins.keeping import resolver_of
from desk.bulletins.lines import packed, passages_of, unpacked
from desk.bulletins.ranking import Rule, ranked, stated
from desk.bulletins.resolving import Resolver
from desk.bulletins.telling import Live, Printed, Telling
from desk.bulletins.tokens import EXHIBITS, by_label, by_name, caption, is_chart, shown
from desk.errors import Refused
from desk.records import add
from desk.statistics import Figures, Value
from desk.statistics.casework import Casework, Line
from models.calendar import Month
from reports.view import ChartView, Mark, Passage, TableView
from tests.desk import office

JULY = Month(2018, 7)
_TABLES = (LEAD_UNITS, VISITING_UNITS, PARKS, CATEGORIES)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path) as book:
        yield office.with_a_summer(office.with_subjects(book))


def resolver(book: Book, month: Month = JULY) -> Resolver:
    with book.read() as connection:
        found = resolver_of(connection, month, book.clock.today())
        recall(connection, found, set(EXHIBITS))
        return found


def table(book: Book, name: str) -> TableView:
    view = show(name, resolver(book))
    assert isinstance(view, TableView)
    return view


def chart(book: Book, name: str, month: Month = JULY) -> ChartView:
    view = show(name, resolver(book, month))
    assert isinstance(view, ChartView)
    return view


def test_every_exhibit_has_a_label_and_is_made() -> None:
    assert set(EXHIBIT) == set(EXHIBITS)
    assert all(label[0] == ("图" if is_chart(name) else "表") for name, label in EXHIBITS.items())


def test_lead_units_are_ranked_and_equal_ones_share_a_place(book: Book) -> None:
    found = table(book, "table:lead_units")
    assert [column.label for column in found.columns[2:]] == [
        *("交办", "销号", "承办", "销号", "按期", "超期", "销号率", "按期率", "满意率")
    ]
    assert found.rows == (
        ("1", "试办区供电公司", "1", "0", "2", "1", "1", "0", "50", "100", "100"),
        ("2", "试办区国土分局", "1", "1", "2", "1", "0", "1", "50", "0", "100"),
        ("3", "试办区交通局", "1", "0", "1", "0", "0", "0", "0", "—", "—"),
        ("3", "试办区经发局", "0", "0", "1", "0", "0", "0", "0", "—", "—"),
        ("—", "未交办", "0", "0", "1", "0", "0", "0", "0", "—", "—"),
        ("", "合计", "3", "1", "7", "2", "1", "1", "28.6", "50", "100"),
    )
    assert "按销号率由高到低排名，相同的依次看按期率（由高到低）" in found.note
    assert (found.caption, found.field) == ("各牵头单位问题办理情况", "table:lead_units")


def test_units_are_ranked_by_the_share_of_their_subjects_that_were_visited(book: Book) -> None:
    office.assign(book, office.CLOUD, "2018-07-01", "试办区商务局")
    add(book, "platforms", {"name": "北岸众创空间"}, office.ACTOR)
    office.visit(book, "北岸众创空间", "2018-07-20")
    assert table(book, "table:visiting_units").rows == (
        ("1", "试办区经发局", "3", "2", "3", "66.7", "3", "66.7"),
        ("2", "试办区商务局", "1", "0", "0", "0", "1", "100"),
        ("—", "其他对象", "0", "0", "1", "—", "1", "—"),
        ("", "合计", "4", "2", "4", "50", "5", "75"),
    )


def test_main_figures_stand_beside_the_month_before_and_the_campaign(book: Book) -> None:
    rows = {row[0]: row[1:] for row in table(book, "table:main_figures").rows}
    assert rows["走访次数"] == ("次", "3", "+2", "4")
    assert rows["销号问题"] == ("件", "1", "0", "2")
    assert rows["未销号问题"] == ("件", "5", "+4", "—")
    assert rows["按期办结率"] == ("%", "0", "-100", "50")


def test_the_last_months_begin_with_the_first_that_has_something(book: Book) -> None:
    found = chart(book, "chart:six_months")
    assert found.categories == ("2018年6月", "7月")
    assert [(one.label, one.values) for one in found.series] == [
        ("收集问题", (2.0, 5.0)),
        ("销号问题", (1.0, 1.0)),
    ]


def test_earlier_months_are_counted_as_they_stood_then(book: Book) -> None:
    office.take(
        book, "试办-2018-0001", "reopen", "2018-07-30", reason="又跳闸", due_on="2018-08-09"
    )
    assert chart(book, "chart:six_months").series[1].values == (1.0, 1.0)


def test_bars_are_in_the_order_of_their_length_or_of_the_ranking(book: Book) -> None:
    categories = chart(book, "chart:categories")
    assert categories.categories[0] == "能源保障"
    assert sum(value or 0 for value in categories.series[0].values) == 5
    assert chart(book, "chart:closing_rates").categories == (
        *("试办区供电公司", "试办区国土分局", "试办区交通局", "试办区经发局"),
    )


def test_an_exhibit_opens_the_rows_that_it_counts(book: Book) -> None:
    counted = {(one.name, one.part): one for one in sources("table:lead_units", resolver(book))}
    assert len(counted["issues_collected", "to_date"].figures.lines("issues_collected", True)) == 7
    months = [one.part for one in sources("chart:six_months", resolver(book))]
    assert months == ["2018-06", "2018-07"] * 2


@pytest.mark.parametrize("name", ["chart:coverage_kinds", "chart:coverage_parks"])
def test_a_chart_of_coverage_opens_who_has_a_card_and_who_has_none(book: Book, name: str) -> None:
    office.card(book, office.CLOUD, "2018-07")
    found = resolver(book)
    view = show(name, found)
    assert view is not None
    now = Telling(JULY, Live(found)).opened(name)
    counted = {head: [row for row in now.rows if row[0] == head] for head, *_ in now.rows}
    assert [row[1] for row in counted["填报反馈卡·已做到"]] == [office.CLOUD]
    assert counted["填报反馈卡·尚缺"]
    printed = Telling(JULY, Printed(freeze(found, (), [view]))).opened(name)
    assert printed == now, "an issue opens what it printed"


@pytest.mark.parametrize("month", [JULY, Month(2018, 6)], ids=str)
def test_charts_are_those_of_the_analysis_of_the_month(book: Book, month: Month) -> None:
    office.card(book, office.CLOUD, "2018-07")
    found = resolver(book, month)
    views = [(name, show(name, found)) for name in EXHIBITS if is_chart(name)]
    with book.read() as connection:
        told = graphs(Study.of(connection, Scope(month), book.clock.today()))
    assert [replace(view, field="") for _, view in views if view] == [
        one.view for one in told if not one.empty
    ]
    assert [one.exhibit for one in CHARTS] == [name for name, _ in views]


@pytest.mark.parametrize("name", EXHIBITS)
def test_an_empty_casebook_has_nothing_to_show(tmp_path: Path, name: str) -> None:
    with office.new_book(tmp_path) as book:
        assert show(name, resolver(book)) is None


# --- ranking --------------------------------------------------------------------------------

_RULES = (Rule("率"), Rule("超期", most_first=False, rate=False))


def test_who_has_nothing_to_divide_by_stands_last_without_a_place() -> None:
    values: dict[str, dict[str, Value]] = {
        "甲": {"率": None, "超期": 0},
        "乙": {"率": 50.0, "超期": 1},
        "丙": {"率": 50.0, "超期": 1},
        "丁": {"率": 50.0, "超期": 0},
        "戊": {"率": 0.0, "超期": 0},
    }
    placed = ranked(values, _RULES, lambda _: 0)
    assert [(one.place, one.name) for one in placed] == [
        *(("1", "丁"), ("2", "丙"), ("2", "乙"), ("4", "戊"), ("—", "甲"))
    ]


def test_the_note_says_the_rules_in_their_order() -> None:
    assert stated(_RULES).startswith(
        "按率由高到低排名，相同的依次看超期（由少到多），仍相同的名次并列"
    )


_ROW = st.fixed_dictionaries(
    {"率": st.none() | st.sampled_from([0.0, 33.3, 50.0, 100.0]), "超期": st.integers(0, 2)}
)


@given(st.dictionaries(st.sampled_from("甲乙丙丁戊己庚辛"), _ROW, min_size=1))
def test_places_count_who_stands_before(values: dict[str, dict[str, float | None]]) -> None:
    placed = ranked(values, _RULES, lambda _: 0)
    assert {one.name for one in placed} == set(values)
    keys = [tuple(rule.key(values[one.name][rule.column]) for rule in _RULES) for one in placed]
    assert keys == sorted(keys)
    for one, key in zip(placed, keys, strict=True):
        if values[one.name]["率"] is None:
            assert one.place == "—"
        else:
            assert int(one.place) == 1 + sum(other < key for other in keys)


# --- totals ---------------------------------------------------------------------------------

_DAYS = st.none() | st.dates(date(2018, 6, 1), date(2018, 7, 31))
_UNIT = st.sampled_from([None, "", "甲局", "乙局", "丙公司"])
_SUBJECTS = tuple(f"s{number}" for number in range(5))


@st.composite
def worked(draw: st.DrawFn) -> Figures:
    """A month of a casebook in which anything may be missing."""
    subjects = {uid: Line(uid, {"name": uid, "park": draw(_UNIT)}) for uid in _SUBJECTS}
    assigned = tuple(
        Line(uid, {**subjects[uid].values, "unit": draw(_UNIT)})
        for uid in draw(st.sets(st.sampled_from(_SUBJECTS)))
    )
    visits = tuple(
        Line(
            f"v{n}",
            {
                "visited_on": day,
                "park": draw(_UNIT),
                "subject_uid": draw(st.sampled_from(_SUBJECTS)),
            },
        )
        for n, day in enumerate(draw(st.lists(_DAYS, max_size=6)))
    )
    issues = tuple(_issue(draw, n) for n in range(draw(st.integers(0, 8))))
    return Figures(Casework(JULY.last, subjects, assigned, visits, issues, ()), JULY)


def _issue(draw: st.DrawFn, n: int) -> Line:
    registered = draw(st.dates(date(2018, 6, 1), date(2018, 7, 31)))
    closed = draw(st.none() | st.just(min(registered + timedelta(days=9), JULY.last)))
    lamps = ("closed_on_time", "closed_late") if closed else ("green", "red", "grey")
    return Line(
        f"i{n}",
        {
            "registered_on": registered,
            "dispatched_on": draw(_DAYS),
            "closed_on": closed,
            "followed_up_on": closed,
            "satisfaction": draw(st.sampled_from(["满意", "基本满意", "不满意"])),
            "state": "closed" if closed else "in_progress",
            "lamp": draw(st.sampled_from(lamps)),
            "lead_unit": draw(_UNIT),
            "category": draw(_UNIT),
            "park": draw(_UNIT),
            "subject_uid": draw(st.sampled_from(_SUBJECTS)),
        },
    )


@pytest.mark.parametrize("divided", _TABLES, ids=["leads", "visiting", "parks", "categories"])
@given(figures=worked())
def test_the_last_row_is_the_figure_and_the_sum_of_the_rows_above(
    divided: Divided, figures: Figures
) -> None:
    view = divided.table(Resolver(figures, figures))
    if view is None:
        return
    *parts, total = view.rows
    before = len(view.columns) - len(divided.counts)
    for n, count in enumerate(divided.counts, start=before):
        assert total[n] == shown(figures.value(count.figure, to_date=count.to_date))
        if "rate" not in count.figure:
            assert sum(int(row[n]) for row in parts) == int(total[n])


@given(figures=worked())
def test_the_chart_of_categories_counts_what_was_collected(figures: Figures) -> None:
    view = show("chart:categories", Resolver(figures, figures))
    if isinstance(view, ChartView):
        collected = figures.value("issues_collected")
        assert sum(value or 0 for value in view.series[0].values) == collected


# --- in a text ------------------------------------------------------------------------------


def draft(text: str) -> Draft:
    return Draft(JULY, "题", ()).edited(text)


def printed(book: Book, made: Draft) -> tuple[object, ...]:
    with book.read() as connection:
        return draft_view(connection, made, book.clock.today()).passages


@pytest.mark.parametrize("name", EXHIBITS)
def test_people_write_exhibits_by_label_and_the_casebook_keeps_names(name: str) -> None:
    assert by_name(f"{{{EXHIBITS[name]}}}") == f"{{{name}}}"
    assert by_label(f"{{{name}}}") == f"{{{EXHIBITS[name]}}}"


def test_a_chart_is_known_by_the_label_that_it_had_before() -> None:
    assert by_name("{图·近六个月收集与销号}") == "{chart:six_months}"
    assert draft("{图·问题类别构成}").text == "{图·各类别问题}"


@pytest.mark.parametrize(
    "line", ["见{表·主要指标}", "{图·各类别问题}。", "甲\t{表·主要指标}\n乙\t1"]
)
def test_an_exhibit_within_a_line_of_text_is_refused(line: str) -> None:
    with pytest.raises(Refused, match="单独占一行"):
        draft(f"开头\n{line}")


def test_an_exhibit_in_the_title_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="标题和编者按里不能放"):
        printed(book, Draft(JULY, "{表·主要指标}", (Passage("正文"),)))


def test_an_exhibit_stands_where_its_line_is(book: Book) -> None:
    shown = printed(book, draft("前\n {表·各牵头单位问题办理情况} \n后"))
    assert [type(one).__name__ for one in shown] == ["Passage", "TableView", "Passage"]


def test_an_exhibit_with_nothing_to_show_is_left_out_and_told(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book:
        made = draft("前\n{图·各类别问题}\n后{走访次数}次")
        assert [getattr(one, "text", None) for one in printed(book, made)] == ["前", "后0次"]
        with book.read() as connection:
            idle = idle_fields(connection, made, book.clock.today())
    assert idle == ["图·各类别问题", "走访次数"]


def test_figures_in_a_text_are_marked_with_their_fields(book: Book) -> None:
    (passage,) = printed(book, draft("销号{销号问题·累计}件，走访{走访次数}次。"))
    assert passage == Passage(
        "销号2件，走访3次。", 0, (Mark(2, 3, "issues_closed.to_date"), Mark(7, 8, "visits"))
    )


def test_lines_pasted_from_a_spreadsheet_are_a_table_with_live_fields(book: Book) -> None:
    made = draft("前\n项目\t数量\t备注\n走访\t{走访次数}\n\t合计\n1.后")
    before, shown, after = printed(book, made)
    assert isinstance(shown, TableView)
    assert [column.label for column in shown.columns] == ["项目", "数量", "备注"]
    assert shown.rows == (("走访", "3", ""), ("", "合计", ""))
    assert (before, after) == (Passage("前"), Passage("1.后", 3))
    assert draft(made.text) == made


def test_a_table_of_long_words_is_set_to_the_left(book: Book) -> None:
    (shown,) = printed(book, draft("名称\t说明\n甲\t说明写得比较长，超过十个字"))
    assert isinstance(shown, TableView)
    assert [column.align for column in shown.columns] == ["center", "left"]


def test_an_indented_paragraph_or_a_line_alone_is_no_table(book: Book) -> None:
    assert passages_of("\t一、题目\n\t正文") == (Passage("一、题目", 1), Passage("正文"))
    assert printed(book, draft("甲\t乙")) == (Passage("甲\t乙"),)


def test_passages_are_kept_as_text_and_level_alone() -> None:
    kept = packed([Passage("一、题", 1, (Mark(0, 1, "visits"),))])
    assert kept == '[{"text":"一、题","level":1}]'
    assert unpacked(kept) == (Passage("一、题", 1),)
    assert unpacked('[{"text":"旧"}]') == (Passage("旧"),)
    assert unpacked(None) == ()


def test_captions_are_labels_without_their_sort() -> None:
    assert caption("chart:categories") == "各类别问题"
