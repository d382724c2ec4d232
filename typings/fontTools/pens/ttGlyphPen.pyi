from collections.abc import Mapping

from fontTools.pens.basePen import AbstractPen
from fontTools.ttLib import DrawnGlyph
from fontTools.ttLib.tables._g_l_y_f import Glyph

class TTGlyphPen(AbstractPen):
    def __init__(self, glyphSet: Mapping[str, DrawnGlyph | None] | None) -> None: ...
    def addComponent(
        self, glyphName: str, transformation: tuple[float, float, float, float, float, float]
    ) -> None: ...
    def glyph(self) -> Glyph: ...
