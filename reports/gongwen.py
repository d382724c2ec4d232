"""The numbers of the official document format, once each, with clause and strength.

Clauses are those of GB/T 9704-2012 (党政机关公文格式) unless a measure says otherwise. Offices may
overrule what is a habit; nobody may overrule what is a rule.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

POINTS_PER_MM = 72 / 25.4


class Strength(StrEnum):
    """How binding a number is (规定, 一般, 推荐, 习惯)."""

    RULE = "规定"
    USUAL = "一般"
    ADVISED = "推荐"
    HABIT = "习惯"


class Unit(StrEnum):
    """What a measure is counted in."""

    MM = "毫米"
    POINT = "磅"
    COUNT = "个"


@dataclass(frozen=True)
class Measure:
    """One number of the format: what it is, how much, where it is laid down and how firmly."""

    label: str
    value: float
    unit: Unit
    clause: str
    strength: Strength

    @property
    def points(self) -> float:
        """Length in points of 1/72 inch."""
        return self.value * POINTS_PER_MM if self.unit is Unit.MM else self.value


PAPER_WIDTH = Measure("纸宽", 210, Unit.MM, "5.1", Strength.RULE)
PAPER_HEIGHT = Measure("纸高", 297, Unit.MM, "5.1", Strength.RULE)
WALL_WIDTH = Measure("宽表A3纸宽", 420, Unit.MM, "表格惯例", Strength.HABIT)
WALL_HEIGHT = Measure("宽表A3纸高", 297, Unit.MM, "表格惯例", Strength.HABIT)
TOP_MARGIN = Measure("天头", 37, Unit.MM, "5.2.1", Strength.RULE)
BINDING_MARGIN = Measure("订口", 28, Unit.MM, "5.2.1", Strength.RULE)
MARGIN_TOLERANCE = Measure("天头、订口允许偏差", 1, Unit.MM, "5.2.1", Strength.RULE)
TEXT_WIDTH = Measure("版心宽", 156, Unit.MM, "5.2.1", Strength.RULE)
TEXT_HEIGHT = Measure("版心高", 225, Unit.MM, "5.2.1", Strength.RULE)
ROWS = Measure("每面行数", 22, Unit.COUNT, "5.2.3", Strength.USUAL)
CHARACTERS = Measure("每行字数", 28, Unit.COUNT, "5.2.3", Strength.USUAL)
BODY_SIZE = Measure("正文三号", 16, Unit.POINT, "5.2.2", Strength.USUAL)
BODY_INDENT = Measure("段首空字", 2, Unit.COUNT, "7.3.3", Strength.RULE)
TITLE_SIZE = Measure("标题二号", 22, Unit.POINT, "7.3.1", Strength.USUAL)
FOOT_SIZE = Measure("版记四号", 14, Unit.POINT, "7.4", Strength.USUAL)
RED_RULE_THINNEST = Measure("红色分隔线最细", 1, Unit.POINT, "7.2.7", Strength.HABIT)
RED_RULE = Measure("红色分隔线粗细", 2.25, Unit.POINT, "7.2.7", Strength.HABIT)
FOOT_INSET = Measure("版记左右空字", 1, Unit.COUNT, "7.4.2", Strength.RULE)
FOOT_EDGE_RULE = Measure("版记首末分隔线", 0.35, Unit.MM, "7.4.1", Strength.ADVISED)
FOOT_INNER_RULE = Measure("版记中间分隔线", 0.25, Unit.MM, "7.4.1", Strength.ADVISED)
PAGE_NUMBER_DROP = Measure("页码一字线距版心下边缘", 7, Unit.MM, "7.5", Strength.RULE)
PAGE_NUMBER_INSET = Measure("页码距版心边缘（一字）", 14, Unit.POINT, "7.5", Strength.RULE)
MASTHEAD_ROWS = Measure("简报报头行数", 6, Unit.COUNT, "简报惯例", Strength.HABIT)
MASTHEAD_SMALLEST = Measure("简报名称最小字号", 42, Unit.POINT, "简报惯例", Strength.HABIT)
MASTHEAD_LARGEST = Measure("简报名称最大字号", 60, Unit.POINT, "简报惯例", Strength.HABIT)
MASTHEAD_SPAN = Measure("简报名称最大宽度", 150, Unit.MM, "简报惯例", Strength.HABIT)
TITLE_BLANK_ROWS = Measure("红线与标题之间空行", 2, Unit.COUNT, "7.3.1", Strength.RULE)
TITLE_PITCH = Measure("标题行距（正文行数）", 1.2, Unit.COUNT, "排版惯例", Strength.HABIT)
LEDGER_MARGIN = Measure("台账页边距", 18, Unit.MM, "表格惯例", Strength.HABIT)
LEDGER_SIZE = Measure("台账小五", 9, Unit.POINT, "表格惯例", Strength.HABIT)
LEDGER_PITCH = Measure("台账行距", 13, Unit.POINT, "表格惯例", Strength.HABIT)
CELL_PADDING = Measure("单元格左右边距", 3, Unit.POINT, "表格惯例", Strength.HABIT)
CELL_MARGIN = Measure("单元格上下边距", 2, Unit.POINT, "表格惯例", Strength.HABIT)
GRID_RULE = Measure("表格线粗细", 0.5, Unit.POINT, "表格惯例", Strength.HABIT)
FORM_MARGIN = Measure("表卡上下页边距", 15, Unit.MM, "表格惯例", Strength.HABIT)
FORM_TITLE_SIZE = Measure("表卡标题二号", 22, Unit.POINT, "表格惯例", Strength.HABIT)
FORM_SIZE = Measure("表卡填写五号", 10.5, Unit.POINT, "表格惯例", Strength.HABIT)
FORM_PITCH = Measure("表卡行距", 14, Unit.POINT, "表格惯例", Strength.HABIT)
FORM_NOTE_SIZE = Measure("表卡注小五", 9, Unit.POINT, "表格惯例", Strength.HABIT)
FORM_EDGE_RULE = Measure("表卡外框线粗细", 1, Unit.POINT, "表格惯例", Strength.HABIT)
SLIP_SIZE = Measure("单据填写小四", 12, Unit.POINT, "表格惯例", Strength.HABIT)
SLIP_PITCH = Measure("单据行距", 18, Unit.POINT, "表格惯例", Strength.HABIT)

EXHIBIT_CAPTION_SIZE = Measure("文中表题、图题小四", 12, Unit.POINT, "表格惯例", Strength.HABIT)
EXHIBIT_SIZE = Measure("文中表格小四", 12, Unit.POINT, "表格惯例", Strength.HABIT)
EXHIBIT_SMALL_SIZE = Measure("文中栏目多的表格五号", 10.5, Unit.POINT, "表格惯例", Strength.HABIT)
EXHIBIT_NOTE_SIZE = Measure("文中表注、图注小五", 9, Unit.POINT, "表格惯例", Strength.HABIT)
CHART_SIZE = Measure("图中文字小五", 9, Unit.POINT, "表格惯例", Strength.HABIT)

MEASURES = tuple(value for value in tuple(vars().values()) if isinstance(value, Measure))
"""Every number above, for settings pages and the test that measures produced files."""

ROW = TEXT_HEIGHT.points / ROWS.value
"""Height of one row of the grid, in points (28.99)."""
CELL = TEXT_WIDTH.points / CHARACTERS.value
"""Width of one character cell of the grid, in points (15.79: less than the 16 of the type)."""
TRACKING = CELL - BODY_SIZE.points
"""What each body character gives up so that 28 fit the text area, in points (-0.21)."""


class Face(StrEnum):
    """A face by its role; the value is the name that Word files carry."""

    FANGSONG = "仿宋_GB2312"
    KAI = "楷体_GB2312"
    HEI = "黑体"
    SONG = "宋体"
    XIAOBIAOSONG = "方正小标宋简体"


class Align(StrEnum):
    """Where the lines of a paragraph or cell stand."""

    JUSTIFY = "both"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Colour(StrEnum):
    """The two inks of official paper, and the greys of charts; the value is the RGB in files."""

    BLACK = "000000"
    RED = "FF0000"
    DARK = "595959"
    MIDDLE = "A6A6A6"
    LIGHT = "D9D9D9"


@dataclass(frozen=True)
class Style:
    """How a paragraph looks.

    `size`, `pitch` (height of one line), `tracking` (added to each character), `before` and
    `after` are in points, indents in characters of the style itself. `outline` is the heading
    level that readers' navigation shows (0: none; 1 to 9). `rule` is the width in points of a
    line in the style's own colour along the bottom edge (0: none). A paragraph to `keep` stays on
    the page of what follows it.
    """

    name: str
    face: Face
    size: float
    pitch: float = ROW
    align: Align = Align.LEFT
    tracking: float = 0
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    colour: Colour = Colour.BLACK
    outline: int = 0
    rule: float = 0
    rule_colour: Colour = Colour.RED
    keep: bool = False

    @property
    def em(self) -> float:
        """Width of one Chinese character with its tracking, in points."""
        return self.size + self.tracking


def _running(name: str, face: Face = Face.FANGSONG, outline: int = 0) -> Style:
    """A style of running text on the 22 × 28 grid, first line indented by two characters."""
    size, align = BODY_SIZE.points, Align.JUSTIFY
    look = Style(name, face, size, ROW, align, TRACKING, BODY_INDENT.value, outline=outline)
    return replace(look, keep=outline > 0)


BODY = _running("公文正文")
NOTE = _running("编者按", Face.KAI)
HEADINGS = (
    _running("一级标题", Face.HEI, 2),
    _running("二级标题", Face.KAI, 3),
    _running("三级标题", outline=4),
    _running("四级标题", outline=5),
)
TITLE = Style(
    "公文标题",
    Face.XIAOBIAOSONG,
    TITLE_SIZE.points,
    ROW * TITLE_PITCH.value,
    Align.CENTER,
    before=ROW * TITLE_BLANK_ROWS.value,
    outline=1,
)
MASTHEAD = Style(
    "简报名称", Face.XIAOBIAOSONG, MASTHEAD_LARGEST.points, ROW * 3, Align.CENTER, colour=Colour.RED
)
ISSUE_NUMBER = Style("简报期号", Face.FANGSONG, BODY_SIZE.points, align=Align.CENTER)
ISSUED_BY = Style(
    "简报编发",
    Face.FANGSONG,
    BODY_SIZE.points,
    left=1,
    right=1,
    before=ROW * (MASTHEAD_ROWS.value - 5),
    rule=RED_RULE.points,
)
CREDIT = Style("供稿", Face.KAI, BODY_SIZE.points, align=Align.RIGHT, tracking=TRACKING, right=1)
_INSET = FOOT_INSET.value
FOOT = Style("版记", Face.FANGSONG, FOOT_SIZE.points, 26, left=_INSET, right=_INSET)
READERS = replace(FOOT, name="报送发", left=_INSET + 2, first=-2)
COPIES = replace(FOOT, name="印数", align=Align.RIGHT, left=0)
TABLE_CAPTION = Style("表题", Face.HEI, EXHIBIT_CAPTION_SIZE.points, align=Align.CENTER, keep=True)
TABLE_HEAD = Style("文中表头", Face.HEI, EXHIBIT_SIZE.points, 18, Align.CENTER, keep=True)
TABLE_CELL = Style("文中表格", Face.FANGSONG, EXHIBIT_SIZE.points, 18)
TABLE_HEAD_SMALL = Style(
    "文中小表头", Face.HEI, EXHIBIT_SMALL_SIZE.points, 16, Align.CENTER, keep=True
)
TABLE_CELL_SMALL = Style("文中小表格", Face.FANGSONG, EXHIBIT_SMALL_SIZE.points, 16)
CHART_CAPTION = Style("图题", Face.HEI, EXHIBIT_CAPTION_SIZE.points, 20, Align.CENTER)
EXHIBIT_NOTE = Style("表图注", Face.FANGSONG, EXHIBIT_NOTE_SIZE.points, 14, before=3)
CHART_TEXT = Style("图中文字", Face.SONG, CHART_SIZE.points, 12)
EXHIBITS = (
    *(TABLE_CAPTION, TABLE_HEAD, TABLE_CELL, TABLE_HEAD_SMALL, TABLE_CELL_SMALL),
    *(CHART_CAPTION, EXHIBIT_NOTE, CHART_TEXT),
)
PAGE_NUMBER = Style("页码", Face.SONG, FOOT_SIZE.points, FOOT_SIZE.points)
WATERMARK_SHARE = 0.28
"""Size of a watermark's characters as a share of the sheet's shorter side."""
WATERMARK_GREY = 0.92
WATERMARK_ANGLE = 45
PAGE_NUMBER_DASH_RISE = 0.30
"""How far above its baseline the middle of the dash stands, in ems (measured on 宋体)."""

LEDGER_TITLE = Style("台账标题", Face.XIAOBIAOSONG, 22, 36, Align.CENTER, outline=1)
LEDGER_SUMMARY = Style("台账摘要", Face.FANGSONG, 12, 20, Align.JUSTIFY)
LEDGER_CAPTION = Style("台账题注", Face.FANGSONG, 12, 22)
LEDGER_SECTION = Style("台账分段", Face.HEI, 12, 24, before=6, outline=2, keep=True)
LEDGER_HEAD = Style("台账表头", Face.HEI, LEDGER_SIZE.points, LEDGER_PITCH.points, Align.CENTER)
LEDGER_CELL = Style("台账单元格", Face.SONG, LEDGER_SIZE.points, LEDGER_PITCH.points)
LEDGER_PAGE_NUMBER = Style("台账页码", Face.SONG, 10.5, 14, Align.CENTER)

FORM_TITLE = Style(
    "表卡标题", Face.XIAOBIAOSONG, FORM_TITLE_SIZE.points, 30, Align.CENTER, outline=1
)
FORM_CAPTION = Style("表卡题注", Face.FANGSONG, FORM_SIZE.points, 18)
FORM_SECTION = Style("表卡分栏", Face.HEI, FORM_SIZE.points, FORM_PITCH.points, outline=2)
FORM_LABEL = Style("表卡栏目", Face.HEI, FORM_SIZE.points, FORM_PITCH.points, Align.CENTER)
FORM_HINT = Style("表卡提示", Face.FANGSONG, FORM_NOTE_SIZE.points, 11, Align.CENTER)
FORM_HINT_LEFT = Style("表卡填写提示", Face.FANGSONG, FORM_NOTE_SIZE.points, 11)
FORM_HINT_RIGHT = Style("表卡单位提示", Face.FANGSONG, FORM_NOTE_SIZE.points, 11, Align.RIGHT)
FORM_ANSWER = Style("表卡填写", Face.FANGSONG, FORM_SIZE.points, FORM_PITCH.points)
FORM_CENTRED = Style("表卡居中", Face.FANGSONG, FORM_SIZE.points, FORM_PITCH.points, Align.CENTER)
FORM_UNIT = Style("表卡单位", Face.FANGSONG, FORM_SIZE.points, FORM_PITCH.points, Align.RIGHT)
FORM_DATE = Style(
    "表卡落款", Face.FANGSONG, FORM_SIZE.points, FORM_PITCH.points, Align.RIGHT, right=1
)
FORM_NOTE = Style("表卡注", Face.FANGSONG, FORM_NOTE_SIZE.points, 12, left=3, first=-3)
FORM_GAP = Style("表卡间隔", Face.FANGSONG, 5, 6)
FORMS = (
    *(FORM_TITLE, FORM_CAPTION, FORM_SECTION, FORM_LABEL, FORM_HINT),
    *(FORM_HINT_LEFT, FORM_HINT_RIGHT, FORM_UNIT, FORM_ANSWER),
    *(FORM_CENTRED, FORM_DATE, FORM_NOTE, FORM_GAP),
)

SLIP_CAPTION = Style("单据题注", Face.FANGSONG, SLIP_SIZE.points, 22)
SLIP_SECTION = Style("单据分栏", Face.HEI, SLIP_SIZE.points, SLIP_PITCH.points, outline=2)
SLIP_LABEL = Style("单据栏目", Face.HEI, SLIP_SIZE.points, SLIP_PITCH.points, Align.CENTER)
SLIP_TEXT = Style("单据填写", Face.FANGSONG, SLIP_SIZE.points, SLIP_PITCH.points)
SLIP_CENTRED = Style("单据居中", Face.FANGSONG, SLIP_SIZE.points, SLIP_PITCH.points, Align.CENTER)
SLIP_DATE = Style(
    "单据落款", Face.FANGSONG, SLIP_SIZE.points, SLIP_PITCH.points, Align.RIGHT, right=1
)
SLIP_HEADING = Style("回执标题", Face.XIAOBIAOSONG, 18, 28, Align.CENTER)
SLIP_CUT = Style("裁切线", Face.FANGSONG, FORM_NOTE_SIZE.points, 30, Align.CENTER)
SLIPS = (
    *(SLIP_CAPTION, SLIP_SECTION, SLIP_LABEL, SLIP_TEXT, SLIP_CENTRED),
    *(SLIP_DATE, SLIP_HEADING, SLIP_CUT),
)
LABELS = (FORM_LABEL, SLIP_LABEL)
"""The styles of what a cell of a form asks for."""

STYLES = (
    *(
        BODY,
        NOTE,
        *HEADINGS,
        TITLE,
        MASTHEAD,
        ISSUE_NUMBER,
        ISSUED_BY,
        CREDIT,
        FOOT,
        READERS,
        COPIES,
    ),
    *(LEDGER_TITLE, LEDGER_SUMMARY, LEDGER_CAPTION, LEDGER_SECTION, LEDGER_HEAD, LEDGER_CELL),
    *EXHIBITS,
    *FORMS,
    *SLIPS,
    *(PAGE_NUMBER, LEDGER_PAGE_NUMBER),
)
"""Every paragraph style that a Word file may offer."""


@dataclass(frozen=True)
class Page:
    """A paper format in points: sheet, upper left corner and extent of the text area (版心)."""

    width: float
    height: float
    left: float
    top: float
    text_width: float
    text_height: float

    @property
    def landscape(self) -> bool:
        """Whether the sheet is wider than high."""
        return self.width > self.height


def _sheet(width_mm: float, height_mm: float) -> Page:
    """A sheet for wide tables with the same margin on all sides."""
    width, height = width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM
    margin = LEDGER_MARGIN.points
    return Page(width, height, margin, margin, width - 2 * margin, height - 2 * margin)


OFFICIAL = Page(
    PAPER_WIDTH.points,
    PAPER_HEIGHT.points,
    BINDING_MARGIN.points,
    TOP_MARGIN.points,
    TEXT_WIDTH.points,
    TEXT_HEIGHT.points,
)
A4_PORTRAIT = _sheet(PAPER_WIDTH.value, PAPER_HEIGHT.value)
A4_FORM = Page(
    PAPER_WIDTH.points,
    PAPER_HEIGHT.points,
    LEDGER_MARGIN.points,
    FORM_MARGIN.points,
    PAPER_WIDTH.points - 2 * LEDGER_MARGIN.points,
    PAPER_HEIGHT.points - 2 * FORM_MARGIN.points,
)
A4_LANDSCAPE = _sheet(PAPER_HEIGHT.value, PAPER_WIDTH.value)
A3_LANDSCAPE = _sheet(WALL_WIDTH.value, WALL_HEIGHT.value)
