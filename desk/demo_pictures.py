"""Small pictures that stand for photographs in the demo: drawn, the same from the same name."""

import io
import zlib

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 480, 320
_SKY, _GROUND, _LINE = (214, 228, 240), (196, 190, 176), (92, 98, 106)
_WALLS = ((176, 120, 96), (124, 146, 164), (160, 156, 140), (138, 150, 118))


def photograph(name: str) -> bytes:
    """A PNG of a yard with a few buildings; which ones follows from `name`."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 220, WIDTH, HEIGHT), fill=_GROUND)
    seed = zlib.crc32(name.encode())
    for place in range(4):
        _building(draw, 20 + place * 115, seed >> (place * 8) & 0xFF)
    draw.line((0, 300, WIDTH, 270), fill=_LINE, width=6)
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def _building(draw: ImageDraw.ImageDraw, left: int, seed: int) -> None:
    """A building that stands on the ground at `left`: height, colour and windows by `seed`."""
    top = 170 - seed % 90
    draw.rectangle((left, top, left + 96, 236), fill=_WALLS[seed % len(_WALLS)], outline=_LINE)
    for row in range(top + 14, 220, 30):
        for column in range(left + 12, left + 84, 28):
            draw.rectangle((column, row, column + 16, row + 14), fill=_SKY, outline=_LINE)
