"""An edited bulletin against the casebook: what was altered is found, what is lost is told."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from desk.book.casebook import Book
from desk.bulletins import draft_view, get_draft, issue, save_draft
from desk.bulletins.aligning import Template, paired
from desk.bulletins.comparing import compare_chart
from desk.bulletins.findings import Findings, clipped, same
from desk.bulletins.kinds import CIRCULAR, KINDS, Edition
from desk.bulletins.verifying import Verified, verify
from desk.errors import Refused
from desk.printing import bulletin_files
from models.calendar import Month
from reports.word_reading import ReadChart, read
from tests.desk import office

JULY = Month(2018, 7)
TODAY = date(2018, 7, 31)
_CONTROL = re.compile(
    r"<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*</w:sdtPr><w:sdtContent>(.*?)</w:sdtContent></w:sdt>"
)
_DOCUMENT = "word/document.xml"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with office.new_book(tmp_path, TODAY) as book:
        yield office.with_a_summer(office.with_subjects(book))


def file_of(book: Book, kind: str = "briefing") -> bytes:
    with book.read() as connection:
        draft = get_draft(connection, Edition(kind, JULY), TODAY)
        return bulletin_files(draft_view(connection, draft, TODAY))[".docx"]


def own(book: Book, text: str) -> bytes:
    """The file of a briefing with this text."""
    with book.read() as connection:
        draft = get_draft(connection, JULY, TODAY)
    save_draft(book, draft.edited(text), office.ACTOR)
    return file_of(book)


def altered(data: bytes, change: Callable[[str], str]) -> bytes:
    """The file with its text edited; fails where nothing was."""
    with ZipFile(BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    before = parts[_DOCUMENT].decode()
    after = change(before)
    assert after != before
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name, content in {**parts, _DOCUMENT: after.encode()}.items():
            target.writestr(name, content)
    return stream.getvalue()


def stripped(xml: str) -> str:
    """What programs leave that know neither content controls nor descriptions of tables."""
    return re.sub(r"<w:tblDescription [^>]*/>", "", _CONTROL.sub(r"\1", xml))


def figure(field: str, value: str) -> Callable[[str], str]:
    """An edit: the first control of a field says something else."""
    control = re.compile(rf'(<w:tag w:val="baolian:{re.escape(field)}"/>.*?<w:t[^>]*>)[^<]*')
    return lambda xml: control.sub(rf"\g<1>{value}", xml, count=1)


def told(found: Verified) -> list[tuple[str, str, str, str | None]]:
    return [(one.label, one.written, one.casebook, one.printed) for one in found.differences]


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_file_has_no_differences(book: Book, kind: str) -> None:
    found = verify(book, file_of(book, kind))
    assert found.sound, (found.differences, found.unfound)
    assert found.edition == Edition(kind, JULY)
    assert found.checked > 1
    assert not found.issued


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_lost_its_controls_is_checked_by_its_words(book: Book, kind: str) -> None:
    data = file_of(book, kind)
    found = verify(book, altered(data, stripped))
    assert found.sound, (found.differences, found.unfound)
    assert found.checked == verify(book, data).checked


def test_a_figure_that_was_edited_is_exactly_what_is_found(book: Book) -> None:
    found = verify(book, altered(file_of(book), figure("visits", "30")))
    assert told(found) == [("走访次数", "30", "3", None)]
    place = found.differences[0].place
    assert "当月走访30次" in place[20:40]
    assert (place[0], len(place)) == ("…", 61)
    assert found.unfound == ()


def test_a_figure_edited_in_a_file_without_controls_is_found(book: Book) -> None:
    edit = figure("issues_closed.to_date", "20")
    found = verify(book, altered(file_of(book), lambda xml: stripped(edit(xml))))
    assert told(found) == [("销号问题·累计", "20", "2", None)]


def test_words_around_a_figure_may_be_edited(book: Book) -> None:
    data = own(book, "当月走访企业和项目{走访次数}次，收集问题{收集问题}件，均已登记在册。")
    found = verify(
        book, altered(data, lambda xml: stripped(xml).replace("均已登记在册", "全部记入台账"))
    )
    assert (found.checked, found.sound) == (3, True)  # of them the month in the title


def test_a_figure_that_became_words_is_told_and_not_passed_over(book: Book) -> None:
    data = own(book, "当月走访企业和项目{走访次数}次，收集问题{收集问题}件，均已登记在册。")
    found = verify(
        book, altered(data, lambda xml: figure("visits", "多")(xml).replace("baolian:visits", "x"))
    )
    assert found.differences == ()
    assert [(one.field, one.label) for one in found.unfound] == [("visits", "走访次数")]


def test_a_paragraph_that_was_taken_out_is_told(book: Book) -> None:
    data = own(book, "走访{走访次数}次，很有成效。\n问题办理情况是收集{收集问题}件。")
    found = verify(
        book,
        altered(data, lambda xml: re.sub(r"<w:p>(?:(?!</w:p>).)*很有成效。.*?</w:p>", "", xml)),
    )
    assert [(one.label, one.place) for one in found.unfound] == [
        ("走访次数", "走访＿次，很有成效。")
    ]
    assert found.checked == 2  # of them the month in the title


def test_a_cell_that_was_edited_is_named_by_row_and_column(book: Book) -> None:
    def edit(xml: str) -> str:
        start = xml.index("试办区供电公司", xml.index("baolian:table:lead_units"))
        return xml[:start] + xml[start:].replace(">2<", ">9<", 1)

    data = file_of(book, CIRCULAR)
    for change in (edit, lambda xml: stripped(edit(xml))):
        found = verify(book, altered(data, change))
        assert told(found) == [("各牵头单位问题办理情况：试办区供电公司·累计承办", "9", "2", None)]
        assert found.differences[0].field == "table:lead_units"
        assert found.differences[0].place == "表“各牵头单位问题办理情况”"


def test_rows_that_changed_places_are_compared_by_name(book: Book) -> None:
    def swap(xml: str) -> str:
        start = xml.index("baolian:table:lead_units")
        rows = re.findall(r"<w:tr>.*?</w:tr>", xml[start:])
        land = next(row for row in rows if "试办区国土分局" in row)
        power = next(row for row in rows if "试办区供电公司" in row)
        return xml[:start] + xml[start:].replace(power + land, land + power)

    found = verify(book, altered(file_of(book, CIRCULAR), swap))
    assert found.sound


def test_a_row_or_a_table_that_was_taken_out_is_told(book: Book) -> None:
    def without_row(xml: str) -> str:
        return re.sub(r"<w:tr>(?:(?!</w:tr>).)*试办区交通局.*?</w:tr>", "", xml)

    def without_table(xml: str) -> str:
        return re.sub(r"<w:tbl>(?:(?!</w:tbl>).)*baolian:table:lead_units.*?</w:tbl>", "", xml)

    data = file_of(book, CIRCULAR)
    missed = [
        verify(book, altered(data, change)).unfound for change in (without_row, without_table)
    ]
    assert [one.label for found in missed for one in found] == [
        "各牵头单位问题办理情况：试办区交通局",
        "各牵头单位问题办理情况",
    ]


def test_a_table_that_the_text_does_not_show_is_compared_all_the_same(book: Book) -> None:
    data = file_of(book, CIRCULAR)
    found = verify(book, data, Edition("special", JULY))
    assert found.checked > 50
    odd = altered(data, lambda xml: xml.replace("table:visiting_units", "table:weather"))
    assert "table:weather" in [one.field for one in verify(book, odd).unfound]


def test_the_text_of_a_chart_is_compared(book: Book) -> None:
    def edit(xml: str) -> str:
        chart = xml.index("各月收集与销号", xml.index("<wp:docPr"))
        return xml[:chart] + xml[chart:].replace(">7月<", ">5月<", 1)

    found = verify(book, altered(file_of(book), edit))
    assert [(one.field, one.written, one.casebook) for one in found.differences] == [
        ("chart:six_months", "5月", "7月")
    ]


def test_a_chart_that_is_headed_otherwise_by_now_is_held_against_its_print() -> None:
    now = [ReadChart("各月收集与销号", ("2018年6月", "7月", "9"))]
    printed, edited = ([ReadChart("近六个月", ("6月", told))] for told in ("5", "6"))
    for file, count in ((printed, 0), (edited, 1)):
        findings = Findings()
        compare_chart(findings, "chart:six_months", "近六个月", [file, now, printed])
        assert (len(findings.differences), findings.unfound) == (count, [])


def test_a_table_of_the_office_is_checked_in_its_cells(book: Book) -> None:
    data = own(book, "正文\n项目\t数量\n走访的次数\t{走访次数}\n收集的问题\t{收集问题}")
    assert verify(book, data).checked == 3  # of them the month in the title
    found = verify(book, altered(data, lambda xml: xml.replace(">5<", ">6<")))
    assert told(found) == [("收集问题", "6", "5", None)]


def test_of_an_issued_one_both_the_print_and_the_casebook_are_told(book: Book) -> None:
    sent = issue(book, JULY, None, office.ACTOR)
    assert verify(book, sent.files[".docx"]).sound
    office.visit(book, office.GRAIN, "2018-07-31")
    found = verify(book, sent.files[".docx"])
    assert found.issued
    assert ("走访次数", "3", "4", "3") in told(found)
    assert ("主要指标：走访次数·当月", "3", "4", "3") in told(found)
    edited = verify(book, altered(sent.files[".docx"], figure("visits", "4")))
    assert ("走访次数", "4", "4", "3") in told(edited)


def test_a_figure_of_a_field_that_is_none_is_told(book: Book) -> None:
    data = altered(file_of(book), lambda xml: xml.replace("baolian:visits", "baolian:flights", 1))
    found = verify(book, data)
    assert "flights" in [one.field for one in found.unfound]


def test_a_file_that_does_not_say_what_it_is_is_refused_until_somebody_does(book: Book) -> None:
    with ZipFile(BytesIO(file_of(book))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    stream = BytesIO()
    with ZipFile(stream, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content if name != "docProps/core.xml" else b"<x/>")
    with pytest.raises(Refused, match="没有注明是哪个月"):
        verify(book, stream.getvalue())
    assert verify(book, stream.getvalue(), JULY).sound


def test_another_kind_of_file_is_refused_in_one_sentence(book: Book) -> None:
    with pytest.raises(Refused, match=r"不是 Word 文件（.docx），或已经损坏；.*。$"):
        verify(book, b"nothing of the kind")


# --- dates ----------------------------------------------------------------------------------


def dates(found: Verified) -> list[tuple[str, str, str]]:
    """Of what differs and what is lost: label, as it is written, where it stands."""
    lost = [(one.label, "", one.place) for one in found.unfound]
    return [*((one.label, one.written, one.place) for one in found.differences), *lost]


SAID = "自2017年12月起开展帮扶，4月20日交办，6月2日办结。"


def test_the_numbers_of_a_date_are_marked_each_by_itself(book: Book) -> None:
    (paragraph,) = (one for one in read(own(book, SAID)).paragraphs if one.text == SAID)
    assert [(mark.field, paragraph.text[mark.start : mark.end]) for mark in paragraph.marks] == [
        ("date:2017年12月/年", "2017"),
        ("date:2017年12月/月", "12"),
        ("date:4月20日/月", "4"),
        ("date:4月20日/日", "20"),
        ("date:6月2日/月", "6"),
        ("date:6月2日/日", "2"),
    ]


def test_numbers_that_belong_to_no_date_are_not_marked(book: Book) -> None:
    said = "历时3个月，第12号文件要求15日内办结，占2.5月均值。"
    (paragraph,) = (one for one in read(own(book, said)).paragraphs if one.text == said)
    assert paragraph.marks == ()


def test_a_date_that_was_edited_is_told_whole(book: Book) -> None:
    edit = figure("date:6月2日/日", "12")
    found = verify(book, altered(own(book, SAID), edit))
    assert dates(found) == [("日期·6月2日", "6月12日", SAID.replace("6月2日", "6月12日"))]
    assert (found.differences[0].casebook, found.differences[0].printed) == ("6月2日", None)
    assert found.checked == 4  # three in the text, one in the title


def test_the_same_date_twice_is_two_dates(book: Book) -> None:
    data = own(book, "4月20日登记，4月20日交办。")
    assert verify(book, data).checked == 3
    found = verify(book, altered(data, figure("date:4月20日/日", "21")))
    assert [(one.written, one.casebook) for one in found.differences] == [("4月21日", "4月20日")]


def test_a_date_without_marks_is_found_by_its_words_or_told_as_lost(book: Book) -> None:
    data = own(book, SAID)
    assert verify(book, altered(data, stripped)).sound
    edit = figure("date:4月20日/日", "21")
    found = verify(book, altered(data, lambda xml: stripped(edit(xml))))
    assert dates(found) == [("日期·4月20日", "", SAID)]


def test_a_date_that_the_text_does_not_say_any_more_is_told(book: Book) -> None:
    before = own(book, SAID)
    own(book, SAID.replace("6月2日", "6月3日"))
    told_of = [label for label, _, _ in dates(verify(book, before))]
    assert told_of == ["日期·6月2日", "日期·6月3日"]


def test_of_an_issued_one_the_date_that_was_printed_is_told(book: Book) -> None:
    own(book, SAID)
    sent = issue(book, JULY, None, office.ACTOR)
    found = verify(book, altered(sent.files[".docx"], figure("date:6月2日/月", "7")))
    assert told(found) == [("日期·6月2日", "7月2日", "6月2日", "6月2日")]


# --- the parts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected", "alike"),
    [
        *(("１２", "12", True), ("1,234", "1234", True), ("28.60", "28.6", True)),
        *((" 3 ", "3", True), ("100%", "100", True), ("—", "—", True), ("+2", "2", True)),
        *(("12", "13", False), ("", "0", False), ("—", "0", False), ("-2", "2", False)),
    ],
)
def test_figures_are_the_same_however_they_are_typed(
    written: str, expected: str, alike: bool
) -> None:
    assert same(written, expected) is alike


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("截至7月31日，走访34次，收集18件。", ["34", "18"]),
        ("截至7月31日，共走访了34次，收集问题１8件。", ["34", "１8"]),
        ("截至7月31日，走访三十四次，收集18件。", [None, "18"]),
        ("走访34次，收集18件。", ["34", "18"]),
        ("截至7月31日，走访34次5天，收集18件。", ["34", "18"]),
        ("截至7月31日，走访3 4次，收集18件。", [None, "18"]),
    ],
)
def test_figures_are_found_by_the_words_around_them(text: str, figures: list[str | None]) -> None:
    template = Template.of("截至7月31日，走访{visits}次，收集{issues_collected}件。")
    found = [None if span is None else text[slice(*span)] for span in template.found_in(text)]
    assert found == figures


@pytest.mark.parametrize(
    ("at", "wanted"),
    [(0, f"{'甲' * 60}…"), (75, f"…{'甲' * 25}{'乙' * 35}…"), (149, f"…{'乙' * 60}")],
)
def test_a_place_is_told_around_its_figure(at: int, wanted: str) -> None:
    assert clipped("甲" * 70 + "乙" * 80, at) == wanted


def test_two_figures_without_a_word_between_are_found_only_together() -> None:
    template = Template.of("共{visits}{issues_collected}件")
    assert template.found_in("共1 2件") == [(1, 2), (3, 4)]
    assert template.found_in("共12件") == [None, None]


def test_each_sentence_goes_to_the_paragraph_that_is_most_like_it() -> None:
    templates = [Template.of("当月走访{visits}次。"), Template.of("累计走访{visits.to_date}次。")]
    texts = ["题目", "累计走访123次。", "当月共走访34次。"]
    assert paired(templates, texts) == {0: 2, 1: 1}
    assert paired(templates, ["完全不同的一段话"]) == {}
