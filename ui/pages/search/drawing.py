"""How a hit is drawn: its kind, its title, where the words were found; the words stand out."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap

from desk.looking import Found
from desk.search import LABELS, Hit
from models.vocabulary import label
from ui import icons, lamps, style
from ui.leading import ICON_OF

HEIGHT = 60  # pixels of a hit
_EDGE, _GAP, _LINE, _ICON, _LAMP = 12, 10, 22, 18, 10
_MIDDLE = Qt.AlignmentFlag.AlignVCenter

#: Where marked words stand: the first character and the first behind.
Places = Sequence[tuple[int, int]]


def draw_hit(painter: QPainter, area: QRect, found: Found) -> None:
    """Draw a hit into its row."""
    hit = found.hit
    inner = area.adjusted(_EDGE, (HEIGHT - 2 * _LINE) // 2 - 1, -_EDGE, 0)
    above = QRect(inner.left() + _ICON + _GAP, inner.top(), inner.width() - _ICON - _GAP, _LINE)
    icon = _picture(ICON_OF[hit.kind], style.theme())
    painter.drawPixmap(QPointF(inner.left(), above.top() + (_LINE - _ICON) / 2), icon)
    taken = _draw_standing(painter, above, found)
    title = above.adjusted(0, 0, -taken - _GAP, 0)
    draw_marked(painter, title, hit.title or LABELS[hit.kind], hit.in_title, "text")
    _draw_below(painter, above.translated(0, _LINE), hit)


@lru_cache(maxsize=64)
def _picture(name: str, _theme: str) -> QPixmap:
    return icons.pixmap(name, "muted", _ICON)


def _draw_standing(painter: QPainter, area: QRect, found: Found) -> int:
    """At the right the date, before it where an issue stands; the pixels that they take."""
    metrics = painter.fontMetrics()
    day = found.hit.on.isoformat() if found.hit.on else ""
    right = area.right()
    painter.setPen(style.color("muted"))
    painter.drawText(area, _MIDDLE | Qt.AlignmentFlag.AlignRight, day)
    taken = metrics.horizontalAdvance(day)
    if found.lamp:
        words = f"{label('lamps', found.lamp)}　{found.state}"
        taken += metrics.horizontalAdvance(words) + 2 * _GAP
        place = QRect(right - taken, area.top(), taken, area.height())
        painter.setPen(lamps.color(found.lamp))
        painter.drawText(place, _MIDDLE, words)
        taken += _LAMP + _GAP // 2
        top = area.top() + (area.height() - _LAMP) / 2
        lamps.draw(painter, QRectF(right - taken, top, _LAMP, _LAMP), found.lamp)
    return taken


def _draw_below(painter: QPainter, area: QRect, hit: Hit) -> None:
    """What it is and what it belongs to; then the text in which the words were found."""
    in_about = hit.excerpt == hit.about
    elsewhere = hit.excerpt not in ("", hit.title, hit.about)
    begin = area.adjusted(0, 0, -area.width() * 11 // 20 if elsewhere else 0, 0)
    what = "".join(f"{one}　" for one in (LABELS[hit.kind], hit.number) if one)
    taken = draw_marked(painter, begin, what, (), "muted")
    about = begin.adjusted(taken, 0, 0, 0)
    taken += draw_marked(painter, about, hit.about, hit.places if in_about else (), "muted")
    if elsewhere:
        rest = area.adjusted(taken + _GAP, 0, 0, 0)
        rest.adjust(draw_marked(painter, rest, f"{hit.field}：", (), "muted"), 0, 0, 0)
        draw_marked(painter, rest, hit.excerpt, hit.places, "text")


def draw_marked(painter: QPainter, area: QRect, text: str, places: Places, token: str) -> int:
    """Draw one line of text in a colour, some places of it bold and in the accent colour; the
    pixels that it takes. What the area does not hold is cut with …"""
    plain, taken = painter.font(), 0
    for piece, marked in pieces(text, places):
        font = QFont(plain)
        font.setBold(marked)
        painter.setFont(font)
        painter.setPen(style.color("accent" if marked else token))
        metrics = painter.fontMetrics()
        short = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, area.width() - taken)
        painter.drawText(area.adjusted(taken, 0, 0, 0), _MIDDLE, short)
        taken += metrics.horizontalAdvance(short)
        if short != piece:
            break
    painter.setFont(plain)
    return taken


def pieces(text: str, places: Places) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is marked."""
    here = 0
    for start, end in places:
        yield text[here:start], False
        yield text[start:end], True
        here = end
    yield text[here:], False
