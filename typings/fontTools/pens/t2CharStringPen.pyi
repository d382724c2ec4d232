from collections.abc import Mapping

from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.basePen import AbstractPen
from fontTools.ttLib import DrawnGlyph

class T2CharStringPen(AbstractPen):
    def __init__(self, width: int, glyphSet: Mapping[str, DrawnGlyph] | None) -> None: ...
    def getCharString(self) -> T2CharString: ...
