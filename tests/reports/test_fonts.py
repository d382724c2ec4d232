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


def test_a_folder_without_faces_is_refused_with_the_missing_names(tmp_path: Path) -> None:
    with pytest.raises(MissingFonts, match=r"FandolFang-Regular\.ttf"):
        fonts.FontSet(tmp_path)


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAOLIAN_FONTS", str(tmp_path))
    assert fonts.folder() == tmp_path


def test_the_folder_lies_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BAOLIAN_FONTS", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert fonts.folder() == tmp_path / "baolian-desk" / "fonts" / fonts.SET_VERSION
