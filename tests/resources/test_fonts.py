"""The shipped faces: what is converted, what is refused, when it is done again."""

import tarfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import ttfonts

from reports.fonts import SHIPPED, folder
from resources.fonts import build
from resources.fonts.convert import to_truetype
from resources.fonts.fetch import Member, Unavailable, take


@pytest.fixture
def cubic(tmp_path: Path) -> Path:
    """A face with CFF outlines: an empty .notdef and a round 口."""
    pen = T2CharStringPen(1000, None)
    pen.moveTo((100, 0))
    pen.curveTo((400, 0), (800, 300), (800, 700))
    pen.lineTo((100, 700))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "mouth"])
    builder.setupCharacterMap({ord("口"): "mouth"})
    empty = T2CharStringPen(1000, None).getCharString()
    builder.setupCFF("Sample", {}, {".notdef": empty, "mouth": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "mouth": (1000, 100)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Sample", "styleName": "Regular", "psName": "Sample"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(tmp_path / "Sample.otf")
    return tmp_path / "Sample.otf"


def test_a_converted_face_can_be_embedded(cubic: Path, tmp_path: Path) -> None:
    face = ttfonts.TTFont("Sample", str(to_truetype(cubic, tmp_path / "Sample.ttf")))
    assert face.stringWidth("口", 10) == 10


def test_a_converted_outline_stays_where_it_was(cubic: Path, tmp_path: Path) -> None:
    with TTFont(to_truetype(cubic, tmp_path / "Sample.ttf")) as font:
        glyph = font["glyf"][font.getBestCmap()[ord("口")]]
    assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == (100, 0, 800, 700)


def test_the_same_source_gives_the_same_bytes(cubic: Path, tmp_path: Path) -> None:
    first = to_truetype(cubic, tmp_path / "first.ttf").read_bytes()
    assert to_truetype(cubic, tmp_path / "second.ttf").read_bytes() == first


def archive(path: Path, files: dict[str, bytes]) -> tarfile.TarFile:
    """A package with `files`, opened for reading."""
    with tarfile.open(path, "w") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))
    return tarfile.open(path)


def test_what_is_wanted_is_taken_out_under_its_own_name(tmp_path: Path) -> None:
    files = {"./share/A.otf": b"face", "./share/B.otf": b"other"}
    member = Member("share/A.otf", "A.ttf", sha256(b"face").hexdigest())
    with archive(tmp_path / "p.tar", files) as tar:
        take(tar, (member,), tmp_path)
    assert (tmp_path / "A.ttf").read_bytes() == b"face"
    assert not list(tmp_path.glob("B*"))


def test_other_bytes_than_the_known_ones_are_not_used(tmp_path: Path) -> None:
    member = Member("A.otf", "A.ttf", sha256(b"face").hexdigest())
    with (
        archive(tmp_path / "p.tar", {"A.otf": b"swapped"}) as tar,
        pytest.raises(Unavailable, match="校验值不符"),
    ):
        take(tar, (member,), tmp_path)
    assert not (tmp_path / "A.ttf").exists()


def test_a_package_without_the_face_is_refused_by_the_name_of_the_face(tmp_path: Path) -> None:
    with (
        archive(tmp_path / "p.tar", {"B.otf": b""}) as tar,
        pytest.raises(Unavailable, match=r"缺少 A\.otf"),
    ):
        take(tar, (Member("A.otf", "A.ttf"),), tmp_path)


def test_every_shipped_face_has_a_source() -> None:
    taken = {member.name for members in build.NOTO.values() for member in members}
    faces = {name for name in taken if name.endswith(".ttf")}
    assert {f"{name}.ttf" for name in SHIPPED} == faces | {f"{name}.ttf" for name in build.FANDOL}


def test_the_finished_set_carries_its_licences() -> None:
    papers = {path.name for path in folder().glob("*.txt")}
    assert {"Fandol-COPYING.txt", "NotoSerifSC-LICENSE.txt", "NotoSansSC-LICENSE.txt"} <= papers


def test_a_chosen_folder_without_the_faces_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOLIAN_FONTS", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["build"])
    with pytest.raises(SystemExit, match="字体不全") as refusal:
        build.main()
    assert str(tmp_path) in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_a_set_that_lacks_one_face_is_not_complete(tmp_path: Path) -> None:
    for name in SHIPPED[1:]:
        (tmp_path / f"{name}.ttf").touch()
    assert not build.complete(tmp_path)
    (tmp_path / f"{SHIPPED[0]}.ttf").touch()
    assert build.complete(tmp_path)
