"""The table of what is measured: one row for each item of the format, with clause and strength.

An item that no document of ours has is named all the same, with the reason, so that a reader sees
what was thought of and what was not. Where a file cannot tell, the reason stands in `silent`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.gongwen import Strength
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
from tests.reports.measures.produced import Kind, Produced

Check = Callable[[Produced], Iterator[str]]
"""Says in words where a document departs from the format; nothing where it does not."""

_RULE, _USUAL, _ADVISED, _HABIT = Strength.RULE, Strength.USUAL, Strength.ADVISED, Strength.HABIT
EVERY = frozenset(Kind)
BULLETINS = frozenset({Kind.BULLETIN})
OTHERS = EVERY - BULLETINS
#: What shows its rows in tables of its own; charts and tables within a text keep the text's rules.
RULED = OTHERS - {Kind.ANALYSIS}
TABLES = frozenset({Kind.LEDGER, Kind.ROSTER})
NONE: frozenset[Kind] = frozenset()


@dataclass(frozen=True)
class Item:
    """One row: what it is, where it is laid down and how firmly, whom it binds, how it is seen."""

    label: str
    clause: str
    strength: Strength
    kinds: frozenset[Kind]
    word: Check | None = None
    pdf: Check | None = None
    silent: str = ""

    @property
    def checks(self) -> dict[str, Check]:
        """The measurements by the file that they look at."""
        both = {"word": self.word, "pdf": self.pdf}
        return {name: check for name, check in both.items() if check is not None}


ITEMS = (
    Item("幅面", "5.1", _RULE, EVERY, sheets.word_sheet, sheets.pdf_sheet),
    Item("页边与版心", "5.2.1", _RULE, EVERY, sheets.word_margins, sheets.pdf_margins),
    Item(
        "各页从天头之下起排",
        "5.2.1",
        _RULE,
        EVERY,
        None,
        sheets.pdf_first_row,
        "Word 的文件不记页，只记页边",
    ),
    Item("横排、竖排", "8", _RULE, EVERY, sheets.word_orientation, sheets.pdf_orientation),
    Item("每面22行", "5.2.3", _USUAL, BULLETINS, grid.word_rows, grid.pdf_rows),
    Item("行距", "5.2.3", _USUAL, BULLETINS, grid.word_grid, grid.pdf_pitch),
    Item("每行28字", "5.2.3", _USUAL, BULLETINS, grid.word_characters, grid.pdf_characters),
    Item("字距", "5.2.3", _USUAL, BULLETINS, grid.word_typography, grid.pdf_cells),
    Item("文字颜色", "5.2.4", _RULE, BULLETINS, masthead.word_colours, masthead.pdf_colours),
    Item("字体", "5.2.2", _RULE, EVERY, typefaces.word_faces, typefaces.pdf_faces),
    Item("正文三号仿宋、首行空二字", "7.3.3", _USUAL, BULLETINS, grid.word_body, grid.pdf_body),
    Item("首页显示正文", "7.3.3", _RULE, BULLETINS, None, grid.pdf_first_page, "Word 的文件不记页"),
    Item("标题", "7.3.1", _RULE, BULLETINS, headings.word_title, headings.pdf_title),
    Item(
        "标题梯形、菱形排列",
        "7.3.1",
        _RULE,
        BULLETINS,
        headings.word_title_shape,
        headings.pdf_title_shape,
    ),
    Item("四级层次字体", "7.3.3", _USUAL, BULLETINS, headings.word_levels, headings.pdf_levels),
    Item("层次不加粗", "7.3.3", _USUAL, BULLETINS, headings.word_not_bold, headings.pdf_not_bold),
    Item("层次序号", "7.3.3", _RULE, BULLETINS, headings.word_numerals, headings.pdf_numerals),
    Item("简报名称", "简报惯例", _HABIT, BULLETINS, masthead.word_name, masthead.pdf_name),
    Item("期号", "简报惯例", _HABIT, BULLETINS, masthead.word_number, masthead.pdf_number),
    Item(
        "编发单位与日期", "简报惯例", _HABIT, BULLETINS, masthead.word_issued, masthead.pdf_issued
    ),
    Item("红色分隔线", "7.2.7", _RULE, BULLETINS, masthead.word_red_rule, masthead.pdf_red_rule),
    Item("版记分隔线", "7.4.1", _ADVISED, BULLETINS, imprint.word_rules, imprint.pdf_rules),
    Item("末条分隔线位置", "7.4.1", _RULE, BULLETINS, imprint.word_place, imprint.pdf_last_rule),
    Item("版记四号仿宋", "7.4.2", _USUAL, BULLETINS, imprint.word_type, imprint.pdf_type),
    Item("报送发名单", "7.4.2", _RULE, BULLETINS, imprint.word_readers, imprint.pdf_readers),
    Item("印发机关与日期", "7.4.3", _RULE, BULLETINS, imprint.word_issued, imprint.pdf_issued),
    Item("页码", "7.5", _RULE, BULLETINS, pagenumbers.word_dashes, pagenumbers.pdf_dashes),
    Item("页码左右", "7.5", _RULE, BULLETINS, pagenumbers.word_sides, pagenumbers.pdf_sides),
    Item("页码位置", "7.5", _RULE, BULLETINS, pagenumbers.word_drop, pagenumbers.pdf_drop),
    Item("第X页 共Y页", "表格惯例", _HABIT, OTHERS, pagenumbers.word_total, pagenumbers.pdf_total),
    Item("日期写法", "7.3.5", _RULE, EVERY, wording.word_dates, wording.pdf_dates),
    Item("文号写法", "7.2.5", _RULE, EVERY, wording.word_references, wording.pdf_references),
    Item("标点", "9", _RULE, EVERY, wording.word_marks, wording.pdf_marks),
    Item("数字", "9", _RULE, EVERY, wording.word_digits, wording.pdf_digits),
    Item("字号", "表格惯例", _HABIT, OTHERS, lists.word_sizes, lists.pdf_sizes),
    Item("表格线", "表格惯例", _HABIT, RULED, lists.word_rules, lists.pdf_rules),
    Item("表头各页重复", "表格惯例", _HABIT, TABLES, lists.word_headings, lists.pdf_headings),
    Item("行不跨页", "表格惯例", _HABIT, RULED, lists.word_rows, lists.pdf_rows),
    Item("份号、密级、紧急程度", "7.2.1", _RULE, NONE, silent="不印涉密、急件"),
    Item("发文机关标志距版心上边缘35毫米", "7.2.4", _RULE, NONE, silent="简报报头按惯例"),
    Item("发文字号及其下4毫米红线", "7.2.5", _RULE, NONE, silent="简报只编期号，没有发文字号"),
    Item("签发人", "7.2.6", _RULE, NONE, silent="没有上行文"),
    Item("主送机关", "7.3.2", _RULE, NONE, silent="简报不写主送机关，报送发在版记"),
    Item("附件说明、附件", "7.3.4", _RULE, NONE, silent="简报没有附件"),
    Item("署名、印章、成文日期位置", "7.3.5", _RULE, NONE, silent="简报日期在报头，不落款用印"),
    Item("附注", "7.3.6", _RULE, NONE, silent="没有附注"),
    Item("空白页和其后的版记页不编页码", "7.5", _RULE, NONE, silent="版记之前没有空白页"),
    Item("公文中横排表格的表头方向", "8", _RULE, NONE, silent="横表单独成文，不装订进公文"),
    Item("信函格式", "10.1", _RULE, NONE, silent="不印信函"),
    Item("命令（令）格式", "10.2", _RULE, NONE, silent="不印命令"),
    Item("纪要格式", "10.3", _RULE, NONE, silent="不印纪要"),
)
