"""Faces of this computer: how they are found, which can serve, and that what they draw is drawn."""

import io
import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from fontTools.ttLib import TTFont

from reports import fonts, installed, pdf
from reports.blocks import Document, paragraph
from reports.gongwen import BODY, Face
from tests.faces import face
from tests.faces import installed as put

FANGSONG, KAI = "仿宋_GB2312", "楷体_GB2312"


def found(folder: Path) -> Iterable[installed.Looked]:
    return installed.scan([folder], {}).values()


def titles(role: Face, folder: Path) -> list[str]:
    return [one.title for one in installed.serving(role, found(folder))]


def test_a_face_is_found_by_its_chinese_or_its_english_name(tmp_path: Path) -> None:
    put(tmp_path / "a", "simfang.ttf", face("FangSong", "仿宋"))
    put(tmp_path / "b", "FZXBS.TTF", face("fzxiaobiaosong-b05s"))
    assert titles(Face.FANGSONG, tmp_path) == ["仿宋"]
    assert titles(Face.XIAOBIAOSONG, tmp_path) == ["fzxiaobiaosong-b05s"]
    assert not titles(Face.KAI, tmp_path)


def test_the_standard_face_goes_before_its_kin_and_those_that_cannot_serve_go_last(
    tmp_path: Path,
) -> None:
    put(tmp_path, "1.ttf", face("STFangsong", "华文仿宋"))
    put(tmp_path, "2.otf", face("FangSong_GB2312", FANGSONG, cff=True))
    put(tmp_path, "3.ttf", face("FangSong", "仿宋"))
    assert titles(Face.FANGSONG, tmp_path) == ["仿宋", "华文仿宋", FANGSONG]


def without_measures() -> TTFont:
    broken = face(KAI)
    del broken["OS/2"]
    return broken


CANNOT: dict[str, Callable[[], TTFont]] = {
    "轮廓是 CFF 的，不能嵌入 PDF": lambda: face(KAI, cff=True),
    "字体的许可不许嵌入文件": lambda: face(KAI, licence=0x0002),
    "字体的许可不许只嵌入用到的字": lambda: face(KAI, licence=0x0100),
    "缺 2 个常用字，如“5县”": lambda: face(KAI, chars=set(installed.everyday()) - {"县", "5"}),
    "文件的内部结构不合排印的要求": without_measures,
}


@pytest.mark.parametrize("reason", CANNOT)
def test_a_face_that_cannot_serve_says_why(tmp_path: Path, reason: str) -> None:
    put(tmp_path, "1.ttf", CANNOT[reason]())
    (one,) = installed.serving(Face.KAI, found(tmp_path))
    assert one.refusal == reason


def test_preview_and_print_is_licence_enough(tmp_path: Path) -> None:
    put(tmp_path, "1.ttf", face(KAI, licence=0x0004))
    (one,) = installed.serving(Face.KAI, found(tmp_path))
    assert one.refusal == ""


def test_a_damaged_file_is_passed_over_with_a_reason(tmp_path: Path) -> None:
    whole = put(tmp_path, "1.ttf", face(KAI)).read_bytes()
    (tmp_path / "2.ttf").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "3.ttc").write_bytes(b"ttcf rubbish")
    (tmp_path / "4.ttf").write_bytes(b"")
    looked = installed.scan([tmp_path], {})
    said = {Path(path).name: one.broken for path, one in looked.items() if one.broken}
    assert said == dict.fromkeys(["2.ttf", "3.ttc", "4.ttf"], "文件已损坏，或不是字体")
    assert len(installed.serving(Face.KAI, looked.values())) == 1


def test_a_file_that_was_known_is_read_anew_only_when_it_has_changed(tmp_path: Path) -> None:
    path = put(tmp_path, "1.ttf", face(KAI))
    first = installed.scan([tmp_path], {})
    assert installed.scan([tmp_path], first)[str(path)] is first[str(path)]
    put(tmp_path, "1.ttf", face("FangSong"))
    os.utime(path, (1, 1))
    again = installed.scan([tmp_path], first)
    assert again[str(path)].faces[0].families == ("FangSong",)


def test_folders_that_are_not_there_and_other_files_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("no font")
    assert installed.scan([tmp_path, tmp_path / "gone"], {}) == {}


def test_any_file_can_be_looked_at_closely(tmp_path: Path) -> None:
    path = put(tmp_path, "1.ttf", face("Somebody's Hand", chars="abc"))
    assert installed.look(path).faces[0].refusal == ""
    assert installed.look(path, closely=True).faces[0].refusal.startswith("缺 3")
    assert installed.look(tmp_path / "gone.ttf").broken == "找不到这个文件"


def test_every_role_has_standard_names_and_its_word_name_among_the_first() -> None:
    for role in Face:
        assert role in installed.STANDARD[role][:1]


def test_the_folders_of_this_system_are_whole_paths() -> None:
    assert installed.folders()
    assert all(place.is_absolute() for place in installed.folders())


def test_every_face_of_a_collection_is_found_and_drawn_by_its_index(tmp_path: Path) -> None:
    put(tmp_path, "both.ttc", face("SimSun", "宋体", chars="区"), face(KAI))
    looked = installed.scan([tmp_path], {})
    (kai,) = installed.serving(Face.KAI, looked.values())
    assert kai.index == 1
    led = fonts.led_by({Face.KAI: [installed.font(kai)]})
    assert led.chains[Face.KAI]["县"].font == led.chains[Face.KAI].first.name


def test_an_installed_face_is_embedded_and_what_it_draws_can_be_copied(tmp_path: Path) -> None:
    put(tmp_path, "both.ttc", face("SimSun"), face("FangSong", "仿宋"))
    looked = installed.scan([tmp_path], {})
    (fang,) = installed.serving(Face.FANGSONG, looked.values())
    led = fonts.led_by({Face.FANGSONG: [installed.font(fang)]})
    text = "渤海新区赵䶮2018"
    document = Document("试印", "", date(2018, 7, 31), (paragraph(text, BODY),))
    with fonts.using(led):
        made = pdf.write(document)
    with pdfplumber.open(io.BytesIO(made)) as file:
        chars = file.pages[0].chars
        assert file.pages[0].extract_text().startswith(text)
    assert all("FangSong" in char["fontname"] for char in chars[:4])
    assert "Serif" in chars[5]["fontname"]
    assert str(tmp_path).encode() not in made


def test_what_an_installed_face_drew_is_told_as_such(tmp_path: Path) -> None:
    put(tmp_path, "1.ttf", face("KaiTi", "楷体"))
    looked = installed.scan([tmp_path], {})
    (kai,) = installed.serving(Face.KAI, looked.values())
    led = fonts.led_by({Face.KAI: [installed.font(kai)]})
    first, second = fonts.used(led, led.require([("区䶮", Face.KAI, "")]))
    assert (first.face, first.version, first.origin) == ("楷体", "5.00", fonts.Origin.INSTALLED)
    assert (second.stood_in, second.origin) == ("䶮", fonts.Origin.SHIPPED)
