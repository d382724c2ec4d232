"""Each measurement catches a fault planted for it: a table of faults, one or more a check."""

import pytest

from reports.gongwen import (
    A4_PORTRAIT,
    BODY,
    HEADINGS,
    ISSUED_BY,
    LEDGER_CELL,
    MASTHEAD,
    READERS,
    ROW,
    TITLE,
    Align,
    Colour,
    Face,
)
from tests.reports.measures import (
    grid,
    headings,
    imprint,
    lists,
    masthead,
    pagenumbers,
    sheets,
    typefaces,
    wording,
)
from tests.reports.measures.documents import DOCUMENTS
from tests.reports.measures.items import ITEMS, Check
from tests.reports.measures.planting import (
    Plant,
    in_another_face,
    in_word,
    moved,
    on_page,
    on_sheet,
    restyled,
    retitled,
    reworded,
    said_also,
    stroked,
    with_a_page_of,
    without_first_page,
)

SAMPLES = {sample.name: sample for sample in DOCUMENTS}
_KAI = restyled(BODY.name, face=Face.KAI)
_ALONE = HEADINGS[1].name

PLANTS: tuple[tuple[Check, str, Plant], ...] = (
    (sheets.word_sheet, "bulletin", on_page(width=10)),
    (sheets.pdf_sheet, "bulletin", on_page(height=-10)),
    (sheets.word_margins, "bulletin", on_page(left=5)),
    (sheets.word_margins, "ledger-a4", on_page(top=5)),
    (sheets.word_margins, "card-enterprise", in_word('w:gutter="0"', 'w:gutter="200"')),
    (sheets.pdf_margins, "bulletin", on_page(left=5)),
    (sheets.pdf_margins, "ledger-a4", moved(4, 0)),
    (sheets.pdf_margins, "ledger-a4", moved(-4, 0)),
    (sheets.pdf_first_row, "bulletin", on_page(top=40)),
    (sheets.word_orientation, "ledger-a4", in_word('w:orient="landscape"', "")),
    (sheets.pdf_orientation, "ledger-a4", on_sheet(A4_PORTRAIT)),
    (grid.word_rows, "bulletin", restyled(BODY.name, pitch=28)),
    (grid.word_rows, "bulletin", in_word('w:linePitch="579"', 'w:linePitch="600"')),
    (grid.pdf_rows, "bulletin-long", restyled(BODY.name, pitch=30)),
    (grid.pdf_rows, "bulletin-long", moved(0, -2)),
    (grid.word_grid, "bulletin", in_word('w:type="lines"', 'w:type="linesAndChars"')),
    (grid.pdf_pitch, "bulletin-long", restyled(BODY.name, pitch=28.95)),
    (grid.word_characters, "bulletin", in_word('w:spacing w:val="-5"', 'w:spacing w:val="0"')),
    (grid.pdf_characters, "bulletin-long", restyled(BODY.name, tracking=0)),
    (
        grid.word_typography,
        "bulletin",
        in_word('overflowPunct w:val="0"', 'overflowPunct w:val="1"'),
    ),
    (grid.pdf_cells, "bulletin-long", restyled(BODY.name, tracking=-0.1)),
    (grid.word_body, "bulletin", _KAI),
    (grid.word_body, "bulletin", restyled(BODY.name, first=0)),
    (grid.word_body, "bulletin", restyled(BODY.name, align=Align.LEFT)),
    (grid.pdf_body, "bulletin", _KAI),
    (grid.pdf_body, "bulletin", restyled(BODY.name, first=3)),
    (grid.pdf_first_page, "bulletin", restyled(TITLE.name, before=ROW * 15)),
    (masthead.word_colours, "bulletin", restyled(BODY.name, colour=Colour.RED)),
    (masthead.pdf_colours, "bulletin", restyled(BODY.name, colour=Colour.RED)),
    (typefaces.word_faces, "card-project", in_word('w:hint="eastAsia"', "")),
    (typefaces.word_faces, "roster", in_word('w:ascii="宋体"', 'w:ascii="Arial"', "styles")),
    (typefaces.pdf_faces, "slip-visit", in_another_face),
    (headings.word_title, "bulletin", restyled(TITLE.name, align=Align.LEFT)),
    (headings.word_title, "bulletin", restyled(TITLE.name, before=ROW)),
    (headings.pdf_title, "bulletin", restyled(TITLE.name, align=Align.LEFT)),
    (headings.pdf_title, "bulletin", restyled(TITLE.name, before=ROW)),
    (headings.word_title_shape, "bulletin", retitled("甲乙丙丁戊\n甲乙丙\n甲乙丙丁戊")),
    (headings.pdf_title_shape, "bulletin", retitled("甲乙丙丁戊己庚\n甲乙")),
    (headings.word_levels, "bulletin", restyled(_ALONE, face=Face.HEI)),
    (headings.pdf_levels, "bulletin", restyled(_ALONE, face=Face.HEI)),
    (headings.word_not_bold, "bulletin", in_word("<w:sz ", "<w:b/><w:sz ")),
    (headings.pdf_not_bold, "bulletin", restyled(_ALONE, face=Face.XIAOBIAOSONG)),
    (headings.word_numerals, "bulletin", reworded("一、走", "一．走")),
    (headings.pdf_numerals, "bulletin", reworded("1.要", "1、要")),
    (masthead.word_name, "bulletin", restyled(MASTHEAD.name, colour=Colour.DARK)),
    (masthead.word_name, "bulletin", restyled(MASTHEAD.name, size=30)),
    (masthead.word_name, "special", restyled(MASTHEAD.name, left=0)),
    (masthead.pdf_name, "special", restyled(MASTHEAD.name, left=0)),
    (masthead.pdf_name, "bulletin", restyled(MASTHEAD.name, colour=Colour.BLACK)),
    (masthead.pdf_name, "bulletin", restyled(MASTHEAD.name, align=Align.LEFT)),
    (masthead.word_number, "bulletin", reworded("第7期", "第07期")),
    (masthead.pdf_number, "bulletin", reworded("第7期", "2026年第7期")),
    (masthead.word_issued, "bulletin", restyled(ISSUED_BY.name, left=0)),
    (masthead.pdf_issued, "bulletin", restyled(ISSUED_BY.name, right=0)),
    (masthead.pdf_issued, "bulletin", restyled(ISSUED_BY.name, left=2)),
    (masthead.word_red_rule, "bulletin", restyled(ISSUED_BY.name, rule=3)),
    (masthead.pdf_red_rule, "bulletin", restyled(ISSUED_BY.name, rule_colour=Colour.BLACK)),
    (masthead.pdf_red_rule, "bulletin", restyled(ISSUED_BY.name, pitch=2 * ROW)),
    (
        imprint.word_rules,
        "bulletin",
        in_word('insideH w:val="single" w:sz="6"', 'insideH w:sz="8"'),
    ),
    (imprint.pdf_rules, "bulletin", stroked(2)),
    (imprint.word_place, "bulletin", in_word("<wp:align>bottom<", "<wp:align>top<")),
    (imprint.pdf_last_rule, "bulletin", moved(0, 1)),
    (imprint.word_type, "bulletin", restyled(READERS.name, face=Face.KAI)),
    (imprint.pdf_type, "bulletin", restyled(READERS.name, face=Face.KAI)),
    (imprint.word_readers, "bulletin", restyled(READERS.name, right=0)),
    (imprint.word_readers, "bulletin", reworded("各人民团体。", "各人民团体")),
    (imprint.pdf_readers, "bulletin", restyled(READERS.name, left=1, first=0)),
    (imprint.pdf_readers, "bulletin", reworded("各人民团体。", "各人民团体")),
    (imprint.word_issued, "bulletin", reworded("印发", "")),
    (imprint.pdf_issued, "bulletin", reworded("5日印发", "05日印发")),
    (pagenumbers.word_dashes, "bulletin", in_word("— ", "- ", "footer")),
    (
        pagenumbers.word_dashes,
        "bulletin",
        in_word('w:eastAsia="宋体"', 'w:eastAsia="黑体"', "footer"),
    ),
    (pagenumbers.pdf_dashes, "bulletin", without_first_page),
    (pagenumbers.word_sides, "bulletin", in_word("<w:evenAndOddHeaders/>", "", "settings")),
    (pagenumbers.word_sides, "bulletin", in_word('w:right="280"', 'w:right="0"', "footer")),
    (pagenumbers.pdf_sides, "bulletin", moved(5, 0)),
    (pagenumbers.pdf_sides, "bulletin", without_first_page),
    (pagenumbers.word_drop, "bulletin", in_word(r'w:footer="\d+"', 'w:footer="1400"')),
    (pagenumbers.pdf_drop, "bulletin", moved(0, 1)),
    (pagenumbers.word_total, "ledger-a4", in_word('w:val="center"', 'w:val="left"', "footer")),
    (pagenumbers.pdf_total, "ledger-a4", without_first_page),
    (wording.word_dates, "bulletin", said_also("自2018年07月6日起。")),
    (wording.pdf_dates, "bulletin", said_also("自2018.7.6起。")),
    (wording.word_references, "bulletin", said_also("依据东湖〔2018〕第12号。")),
    (wording.pdf_references, "bulletin", said_also("依据东湖[2018]12号。")),
    (wording.word_marks, "bulletin", said_also("企业,项目。")),
    (wording.pdf_marks, "bulletin", said_also('坚持"首问负责"。')),
    (wording.word_digits, "bulletin", said_also("共１２家。")),
    (wording.pdf_digits, "bulletin", said_also("共１２家。")),
    (lists.word_sizes, "ledger-a4", in_word('w:sz w:val="18"', 'w:sz w:val="15"', "styles")),
    (lists.pdf_sizes, "ledger-a4", restyled(LEDGER_CELL.name, size=7.5)),
    (
        lists.word_rules,
        "slip-visit",
        in_word('insideH w:val="single" w:sz="4"', 'insideH w:sz="2"'),
    ),
    (lists.pdf_rules, "slip-visit", stroked(0.2)),
    (lists.word_headings, "roster", in_word("<w:tblHeader/>", "")),
    (lists.pdf_headings, "roster", with_a_page_of(SAMPLES["bulletin"])),
    (lists.word_rows, "dossier", in_word("<w:cantSplit/>", "")),
    (lists.pdf_rows, "dossier", stroked(0)),
)


@pytest.mark.parametrize(
    ("check", "name", "plant"),
    [
        pytest.param(check, name, plant, id=f"{check.__name__}-{name}-{number}")
        for number, (check, name, plant) in enumerate(PLANTS)
    ],
)
def test_a_planted_fault_is_told(check: Check, name: str, plant: Plant) -> None:
    assert list(check(plant(SAMPLES[name])))


def test_every_measurement_has_a_fault_to_catch() -> None:
    planted = {check for check, _, _ in PLANTS}
    assert {check for item in ITEMS for check in item.checks.values()} == planted
