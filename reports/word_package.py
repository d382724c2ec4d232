"""The Word file around a document: styles, settings, font table, section.

It is made from the tables of the format instead of being shipped as a file, so that a number
stands in one place.
"""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reports import marks
from reports.gongwen import BODY, STYLES, Face, Style
from reports.oxml import BUILT_IN, DECLARED, ROW_TWIPS, STYLE_IDS, layout, run_properties
from reports.typeset import FORBIDDEN_END
from reports.word_theme import theme

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = (
    ("styles", "styles.xml", f"{_PART}.styles+xml"),
    ("settings", "settings.xml", f"{_PART}.settings+xml"),
    ("fontTable", "fontTable.xml", f"{_PART}.fontTable+xml"),
    ("theme", "theme.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
)
"""Relationship, file and content type of each part beside the document."""
_MAIN = "word/document.xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)

_SECTION = (
    f'<w:sectPr><w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{ROW_TWIPS}"/>'
    "</w:sectPr>"
)

_SUBSTITUTES: Mapping[str, str] = {
    Face.FANGSONG: "仿宋",
    Face.KAI: "楷体",
    Face.HEI: "SimHei",
    Face.SONG: "SimSun",
    Face.XIAOBIAOSONG: "华文中宋",
    marks.WORD_NAME: marks.WORD_SUBSTITUTE,
}
"""What a computer without the standard face has instead, by the name that Word looks for."""

_ENDS_NO_LINE = escape("".join(sorted(FORBIDDEN_END)))


_BODY = "<!--body-->"
"""Where the body will stand: a long one is never parsed, for nobody has to look into it."""


def package() -> bytes:
    """A document with room for a body and with all paragraph styles."""
    return _zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _relations(*(part[:2] for part in _PARTS)),
            _MAIN: f'{_HEAD}<w:document {DECLARED} mc:Ignorable="w15">'
            f"<w:body>{_BODY}{_SECTION}</w:body></w:document>",
            "word/styles.xml": _styles(),
            "word/settings.xml": _settings(),
            "word/fontTable.xml": _font_table(),
            "word/theme.xml": f"{_HEAD}{theme()}",
        },
        zipfile.ZIP_STORED,
    )


def filled(data: bytes, body: str) -> bytes:
    """The package with its body (paragraphs and tables as XML), small, the same bytes each time.

    Its parts are sorted by name and carry one date instead of the time of writing.
    """
    with zipfile.ZipFile(BytesIO(data)) as source:
        parts = {name: source.read(name) for name in sorted(source.namelist())}
    parts[_MAIN] = parts[_MAIN].replace(_BODY.encode("ascii"), body.encode("utf-8"), 1)
    return _zipped(parts, zipfile.ZIP_DEFLATED)


def _zipped(parts: Mapping[str, str | bytes], method: int) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, _EARLIEST), content, method)
    return stream.getvalue()


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{kind}"/>'
        for _, name, kind in (("", "document.xml", f"{_PART}.document.main+xml"), *_PARTS)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


@cache
def _styles() -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault>{run_properties(_plain(), BODY.face)}</w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )
    own = "".join(map(_style, STYLES))
    return f"{_HEAD}<w:styles {DECLARED}>{defaults}{normal}{table}{own}</w:styles>"


def _plain() -> Style:
    return Style("默认", BODY.face, BODY.size)


def _style(style: Style) -> str:
    """A style; the title stands outside the navigation, whose first level is 一级标题."""
    name = BUILT_IN.get(style.name, style.name)
    custom = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    outline = f'<w:outlineLvl w:val="{style.outline - 2}"/>' if style.outline > 1 else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{STYLE_IDS[style.name]}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="a"/><w:qFormat/>'
        f'<w:pPr>{layout(style)}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"{run_properties(style, style.face)}</w:style>"
    )


def _settings() -> str:
    """Word 2013 manners; punctuation may be narrowed, as the PDF narrows it.

    What may not end a line is said, because a box belongs to the word behind it.
    """
    return (
        f'{_HEAD}<w:settings {DECLARED}><w:zoom w:percent="100"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{_ENDS_NO_LINE}"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/></w:font>'
        for face, other in _SUBSTITUTES.items()
    )
    return f"{_HEAD}<w:fonts {DECLARED}>{fonts}</w:fonts>"
