"""The theme part that Word asks of every file: black on white and the faces of the format."""

from reports.gongwen import Face

_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = (
    *(("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "333333"), ("lt2", "F2F2F2")),
    *((f"accent{number}", "C00000" if number == 1 else "595959") for number in range(1, 7)),
    *(("hlink", "1F4E79"), ("folHlink", "595959")),
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme() -> str:
    """The theme as XML; each list holds the three entries that the schema demands."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS
    )
    fonts = _fonts("major", Face.HEI) + _fonts("minor", Face.FANGSONG)
    formats = "".join(
        f"<a:{name}>{entry * 3}</a:{name}>"
        for name, entry in (
            ("fillStyleLst", _FILL),
            ("lnStyleLst", _LINE),
            ("effectStyleLst", _EFFECT),
            ("bgFillStyleLst", _FILL),
        )
    )
    return (
        f'<a:theme xmlns:a="{_NAMESPACE}" name="公文"><a:themeElements>'
        f'<a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="公文">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )


def _fonts(kind: str, face: Face) -> str:
    return (
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface="{face}"/>'
        f'<a:cs typeface=""/></a:{kind}Font>'
    )
