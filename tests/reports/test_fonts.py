"""The shipped faces: what they cover, who stands in, what is refused."""

from pathlib import Path

import pytest

from reports import fonts
from reports.errors import MissingFonts, MissingGlyph
from reports.gongwen import Face


def test_common_han_are_drawn_by_the_face_of_their_role() -> None:
    for face, names in fonts.CHAINS.items():
        assert fonts.shipped().chains[face]["区"].font == names[0]


@pytest.mark.parametrize("char", ["䶮", "𬭎", "㛃", "𫖯", "喆", "昇", "㎡", "⑪"])
def test_rare_characters_are_drawn_by_the_next_face_that_has_them(char: str) -> None:
    glyph = fonts.shipped().chains[Face.FANGSONG][char]
    assert glyph.font in fonts.CHAINS[Face.FANGSONG]
    assert glyph.font != "FandolFang-Regular" or char == "⑪"
    assert glyph.advance == 1


@pytest.mark.parametrize("mark", "，。、；：？！“”‘’（）《》〈〉〔〕【】…—")
@pytest.mark.parametrize("face", [Face.FANGSONG, Face.KAI, Face.HEI, Face.SONG])
def test_chinese_marks_are_a_full_character_wide(mark: str, face: Face) -> None:
    assert fonts.shipped().chains[face][mark].advance == 1


def test_a_character_that_no_face_has_is_named_with_its_place() -> None:
    with pytest.raises(MissingGlyph, match=r"第3行“姓名”中的“\U0001F600”（U\+1F600"):
        fonts.shipped().require([("赵\U0001f600", Face.KAI, "第3行“姓名”")])


def test_line_feeds_need_no_glyph() -> None:
    fonts.shipped().require([("上\n下", Face.SONG, "")])


def test_a_folder_without_faces_is_refused_with_the_missing_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOLIAN_FONTS", str(tmp_path))
    with pytest.raises(MissingFonts, match=r"FandolFang-Regular\.ttf"):
        fonts.shipped()


def test_what_was_used_is_told_by_role_in_the_order_of_the_chain() -> None:
    pieces = [("区区䶮\n☐1", Face.FANGSONG, ""), ("表", Face.KAI, ""), ("区", Face.FANGSONG, "")]
    shipped = fonts.shipped()
    told = fonts.used(shipped, shipped.require(pieces[:2]), shipped.require(pieces[2:]))
    assert [(one.role, one.face, one.characters, one.stood_in) for one in told] == [
        (Face.FANGSONG, "FandolFang-Regular", 4, ""),
        (Face.FANGSONG, "NotoSerifSC-Regular", 1, "䶮"),
        (Face.FANGSONG, "BaolianMarks", 1, "☐"),
        (Face.KAI, "FandolKai-Regular", 1, ""),
    ]
    assert [one.origin for one in told] == ["随程序", "随程序", "自绘", "随程序"]


def test_a_shipped_face_says_its_version() -> None:
    shipped = fonts.shipped()
    (told,) = fonts.used(shipped, shipped.require([("区", Face.XIAOBIAOSONG, "")]))
    assert told.version.startswith("2.")


def test_other_faces_are_in_force_within_and_not_behind() -> None:
    others = fonts.led_by({Face.KAI: [fonts.shipped().chains[Face.HEI].first]})
    with fonts.using(others):
        assert fonts.current().chains[Face.KAI]["区"].font == "FandolHei-Regular"
    assert fonts.current() is fonts.shipped()


def test_the_shipped_faces_stay_behind_one_that_lacks_a_character() -> None:
    fang = fonts.shipped().chains[Face.FANGSONG].first
    led = fonts.led_by({Face.KAI: [fang]}).chains[Face.KAI]
    assert led["区"].font == "FandolFang-Regular"
    assert led["䶮"].font == "NotoSerifSC-Regular"


def test_installed_faces_serve_alone_where_nothing_is_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = {role: [chain.first] for role, chain in fonts.shipped().chains.items()}
    monkeypatch.setenv("BAOLIAN_FONTS", str(tmp_path))
    alone = fonts.led_by(shipped)
    assert [font.name for font in alone.chains[Face.KAI].faces] == [
        "FandolKai-Regular",
        "FandolSong-Regular",
        "FandolHei-Regular",
        "BaolianMarks",
    ]


def test_a_role_without_any_face_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAOLIAN_FONTS", str(tmp_path))
    with pytest.raises(MissingFonts, match="没有能用的仿宋、楷体、黑体、宋体、小标宋字体"):
        fonts.led_by({})


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOLIAN_FONTS", str(tmp_path))
    assert fonts.folder() == tmp_path


def test_the_folder_lies_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BAOLIAN_FONTS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert fonts.folder() == tmp_path / "baolian-desk" / "fonts" / fonts.SET_VERSION
