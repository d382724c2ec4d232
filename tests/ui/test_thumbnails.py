"""Small pictures of files: upright, cut to the room, and made beside the window."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QElapsedTimer, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.details import KeptFile
from tests.sitting import Sitting, until
from ui.filetile import PICTURE, FileTile, TileFlow, corner_button, named_in_two, said_size
from ui.thumbnails import Thumbnails, small_picture
from ui.workspace import Workspace

_TURNED = 6  # of EXIF: the camera was held upright
_ORIENTATION = 0x0112


def bytes_of(image: Image.Image, kind: str, **more: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def halves(width: int, height: int) -> Image.Image:
    """Red at the left, blue at the right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def tile_of(name: str) -> FileTile:
    return FileTile(name, 10, corner_button("x", "去掉"))


@pytest.fixture
def workspace(demo_book_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    with Sitting(tmp_path) as me:
        me.open(demo_book_folder)
        assert me.window.workspace is not None
        yield me.window.workspace


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP"])
def test_a_picture_fills_the_room_and_is_cut_at_its_edges(kind: str) -> None:
    made = small_picture(bytes_of(halves(1200, 300), kind), PICTURE)
    assert made.size() == PICTURE
    assert made.pixelColor(5, 30).red() > 200
    assert made.pixelColor(PICTURE.width() - 5, 30).blue() > 200


def test_a_picture_stands_upright_as_it_was_taken() -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED
    made = small_picture(bytes_of(halves(800, 600), "JPEG", exif=exif), PICTURE)
    assert made.size() == PICTURE
    middle = PICTURE.width() // 2
    assert made.pixelColor(middle, 3).red() > 200
    assert made.pixelColor(middle, PICTURE.height() - 3).blue() > 200


def test_a_small_picture_is_not_enlarged_and_a_long_one_is_cut() -> None:
    assert small_picture(bytes_of(halves(20, 10), "PNG"), PICTURE).size() == QSize(20, 10)
    long = small_picture(bytes_of(halves(40, 9000), "PNG"), PICTURE)
    assert long.size() == QSize(40, PICTURE.height())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        bytes_of(halves(800, 600), "PNG")[:60],
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>',
    ],
    ids=["empty", "words", "cut short", "drawing"],
)
def test_what_cannot_be_decoded_is_no_picture(data: bytes) -> None:
    assert small_picture(data, PICTURE).isNull()


def test_what_is_no_picture_keeps_the_sign_of_its_kind(workspace: Workspace, qtbot: QtBot) -> None:
    flow = TileFlow()
    qtbot.addWidget(flow)
    tiles = [tile_of("坏的.jpg"), tile_of("好的.jpg"), tile_of("没有.jpg"), tile_of("纪要.pdf")]
    flow.show_tiles(tiles)
    good = bytes_of(halves(800, 600), "JPEG")
    kept = [workspace.book.store.put(data) for data in (b"no picture", good)]
    thumbnails = Thumbnails(workspace)
    for tile, digest in zip(tiles, [kept[0], kept[1], "0" * 64, kept[1]], strict=True):
        thumbnails.of_kept(tile, KeptFile("", tile.name, digest, 10))
    assert not any(tile.pictured for tile in tiles), "none is made in the window's thread"
    until(lambda: tiles[1].pictured)
    thumbnails.of_kept(again := tile_of("又一张.jpg"), KeptFile("", "又一张.jpg", kept[1], 10))
    assert again.pictured, "what was made is remembered"
    again.deleteLater()
    assert [tile.pictured for tile in tiles] == [False, True, False, False]


def test_a_photograph_of_twelve_megapixels_does_not_stall_the_window(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.jpg" for number in range(4)]
    data = bytes_of(Image.effect_noise((4000, 3000), 60).convert("RGB"), "JPEG")
    flow = TileFlow()
    qtbot.addWidget(flow)
    flow.show_tiles([tile_of(path.name) for path in paths])
    thumbnails = Thumbnails(workspace)
    for path, tile in zip(paths, flow.tiles, strict=True):
        path.write_bytes(data)
        thumbnails.of_path(tile, path)
    assert not any(tile.pictured for tile in flow.tiles)
    turn, longest = QElapsedTimer(), 0
    while not all(tile.pictured for tile in flow.tiles):
        turn.start()
        QApplication.processEvents()
        longest = max(longest, turn.elapsed())
    alone = QElapsedTimer()
    alone.start()
    small_picture(data, PICTURE)
    assert longest < max(alone.elapsed(), 100), "the window's turns are shorter than one picture"


def test_a_tile_that_is_gone_gets_nothing(workspace: Workspace, qtbot: QtBot) -> None:
    flow = TileFlow()
    qtbot.addWidget(flow)
    data = [bytes_of(halves(800, 600 + n), "PNG") for n in range(3)]
    digests = [workspace.book.store.put(one) for one in data]
    thumbnails = Thumbnails(workspace)
    flow.show_tiles([tile_of("甲.png"), tile_of("乙.png")])
    for tile, digest in zip(flow.tiles, digests, strict=False):
        thumbnails.of_kept(tile, KeptFile("", tile.name, digest, 10))
    thumbnails.give_up()
    left = tile_of("丙.png")
    flow.show_tiles([left])
    thumbnails.of_kept(left, KeptFile("", left.name, digests[2], 10))
    until(lambda: left.pictured)


def test_a_tile_is_painted_with_its_picture(qtbot: QtBot) -> None:
    tile = tile_of("现场照片.jpg")
    qtbot.addWidget(tile)
    image = QImage(PICTURE, QImage.Format.Format_RGB32)
    image.fill(QColor("seagreen"))
    tile.show_picture(image)
    assert tile.grab().toImage().pixelColor(20, 40) == QColor("seagreen")


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (3 * 1024**3, "3.0 GB")]
)
def test_a_size_is_said_as_people_read_it(size: int, said: str) -> None:
    assert said_size(size) == said


def test_like_names_are_told_apart_by_their_ends(qapp: QApplication) -> None:
    long = "2018年7月第三次现场会谈纪要（示范材料公司用电增容）{}.pdf"
    first, second = (named_in_two(long.format(n), qapp.font(), 96) for n in ("一", "二"))
    assert len(first) == len(second) == 2
    assert first[0] == second[0]
    assert first[1].endswith("一.pdf")
    assert second[1].endswith("二.pdf")
    assert named_in_two("厂门.png", qapp.font(), 96) == ["厂门.png"]
