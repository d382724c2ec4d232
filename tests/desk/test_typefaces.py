"""Which faces serve on this computer: the choice, what was found, what has gone."""

import os
from pathlib import Path

import pytest

from desk import typefaces
from desk.errors import Refused
from desk.typefaces import File
from reports import fonts, installed
from reports.errors import MissingFonts
from reports.gongwen import Face
from tests.faces import Put, face


def leading(role: Face) -> str:
    return typefaces.in_force().chains[role].first.title


def test_the_shipped_faces_serve_until_others_are_asked_for(put_in: Put) -> None:
    put_in("simfang.ttf", face("FangSong", "仿宋"))
    assert typefaces.in_force() is fonts.shipped()
    typefaces.choose("installed")
    assert leading(Face.FANGSONG) == "仿宋"
    assert leading(Face.KAI) == "FandolKai-Regular"
    typefaces.choose("shipped")
    assert typefaces.in_force() is fonts.shipped()


def test_the_shipped_faces_stay_behind_the_installed_one(put_in: Put) -> None:
    put_in("simfang.ttf", face("FangSong", "仿宋"))
    typefaces.choose("installed")
    chain = typefaces.in_force().chains[Face.FANGSONG]
    assert chain["䶮"].font == "NotoSerifSC-Regular"


def test_the_best_face_that_can_serve_is_taken_and_the_others_are_told(put_in: Put) -> None:
    put_in("a.ttf", face("STKaiti", "华文楷体"))
    put_in("b.otf", face("KaiTi_GB2312", "楷体_GB2312", cff=True))
    typefaces.choose("installed")
    (state,) = [one for one in typefaces.state().roles if one.role is Face.KAI]
    assert state.serving is not None
    assert state.serving.title == "华文楷体"
    assert [(one.title, one.refusal) for one in state.candidates] == [
        ("华文楷体", ""),
        ("楷体_GB2312", "轮廓是 CFF 的，不能嵌入 PDF"),
    ]


def test_a_file_that_was_chosen_for_a_role_goes_first(put_in: Put) -> None:
    path = put_in("both.ttc", face("SimSun", "宋体"), face("Hand of Somebody"))
    typefaces.choose(files={Face.KAI: File(path, 1)})
    assert leading(Face.KAI) == "Hand of Somebody"
    assert leading(Face.SONG) == "FandolSong-Regular"
    typefaces.choose(files={Face.KAI: None})
    assert typefaces.in_force() is fonts.shipped()


def test_going_back_to_the_shipped_faces_forgets_every_file(put_in: Put) -> None:
    typefaces.choose("installed", {Face.KAI: File(put_in("a.ttf", face("KaiTi", "楷体")))})
    typefaces.choose("shipped")
    assert leading(Face.KAI) == "楷体"
    typefaces.restore()
    assert typefaces.in_force() is fonts.shipped()


def test_a_face_that_cannot_serve_is_refused_and_nothing_is_chosen(put_in: Put) -> None:
    path = put_in("a.otf", face("KaiTi", "楷体", cff=True))
    with pytest.raises(Refused, match=r"“a\.otf”不能用作楷体：轮廓是 CFF 的"):
        typefaces.choose("installed", {Face.KAI: File(path)})
    assert typefaces.in_force() is fonts.shipped()
    assert typefaces.chosen().use == "shipped"


def test_a_file_that_has_gone_is_told_and_the_shipped_face_serves(put_in: Put) -> None:
    path = put_in("a.ttf", face("KaiTi", "楷体"))
    typefaces.choose(files={Face.KAI: File(path)})
    Path(path).unlink()
    assert leading(Face.KAI) == "FandolKai-Regular"
    (state,) = [one for one in typefaces.state().roles if one.role is Face.KAI]
    assert state.refused == "选定的“a.ttf”用不上：找不到这个文件。"


def test_a_file_that_was_replaced_is_read_anew(put_in: Put) -> None:
    path = put_in("a.ttf", face("KaiTi", "楷体"))
    typefaces.choose(files={Face.KAI: File(path)})
    assert leading(Face.KAI) == "楷体"
    put_in("a.ttf", face("STKaiti", "华文楷体"))
    os.utime(path, (1, 1))
    assert leading(Face.KAI) == "华文楷体"


@pytest.mark.parametrize(
    ("written", "index"), [("both.ttc#0", 0), ("both.ttc#1", 1), ("both.ttc", 1)]
)
def test_a_face_is_named_by_file_and_place_or_found_in_it(
    put_in: Put, own_computer: Path, written: str, index: int
) -> None:
    put_in("both.ttc", face("Hand of Somebody"), face("KaiTi", "楷体"))
    found = typefaces.named(Face.KAI, str(own_computer / "fonts" / written))
    assert found == File(str(own_computer / "fonts" / "both.ttc"), index)


@pytest.mark.parametrize(
    ("written", "reason"),
    [("gone.ttf", "找不到这个文件"), ("a.ttf#3", "里面没有第 3 个字体"), ("b.ttf", "文件已损坏")],
)
def test_a_file_that_has_no_such_face_is_refused_by_name(
    put_in: Put, own_computer: Path, written: str, reason: str
) -> None:
    put_in("a.ttf", face("KaiTi", "楷体"))
    (own_computer / "fonts" / "b.ttf").write_bytes(b"rubbish")
    with pytest.raises(Refused, match=reason):
        typefaces.named(Face.KAI, str(own_computer / "fonts" / written))


def test_where_a_folder_is_named_for_all_runs_the_choice_has_no_effect(
    put_in: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    typefaces.choose(files={Face.KAI: File(put_in("a.ttf", face("KaiTi", "楷体")))})
    monkeypatch.setenv("BAOLIAN_FONTS", str(fonts.folder().resolve()))
    assert leading(Face.KAI) == "FandolKai-Regular"
    assert "BAOLIAN_FONTS" in typefaces.state().locked


def test_installed_faces_serve_alone_where_nothing_is_shipped(put_in: Put) -> None:
    fonts.folder().unlink()
    for role, names in installed.STANDARD.items():
        put_in(f"{role.name}.ttf", face(role.name, names[0]))
    assert [leading(role) for role in Face] == [names[0] for names in installed.STANDARD.values()]
    assert [font.title for font in typefaces.in_force().chains[Face.KAI].faces] == [
        "楷体_GB2312",
        "宋体",
        "黑体",
        "BaolianMarks",
    ]


def test_nothing_to_serve_a_role_with_is_refused_and_told(put_in: Put) -> None:
    fonts.folder().unlink()
    put_in("kai.ttf", face("KaiTi", "楷体"))
    with pytest.raises(MissingFonts, match="没有能用的仿宋、黑体、宋体、小标宋字体"):
        typefaces.in_force()
    assert all(one.serving is None for one in typefaces.state().roles)


@pytest.mark.usefixtures("own_computer")
@pytest.mark.parametrize("kept", ["{", '{"use":"maybe"}', '{"use":"shipped","faces":{"花体":{}}}'])
def test_a_choice_that_cannot_be_read_is_told_and_the_shipped_faces_serve(
    kept: str,
) -> None:
    typefaces.choice_path().parent.mkdir(parents=True, exist_ok=True)
    typefaces.choice_path().write_text(kept)
    assert typefaces.in_force() is fonts.shipped()
    assert "读不懂" in typefaces.state().trouble
    typefaces.choose("installed")
    assert typefaces.state().trouble == ""


def test_what_was_found_is_kept_and_files_that_have_not_changed_are_not_read_again(
    put_in: Put,
) -> None:
    path = put_in("a.ttf", face("KaiTi", "楷体"))
    first, before = typefaces.found(), Path(path).stat()
    Path(path).write_bytes(b"x" * before.st_size)
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    assert typefaces.found() == first
    (fonts.cache_folder() / "installed-fonts.1.json").write_text("{")
    assert typefaces.found()[path].broken == "文件已损坏，或不是字体"
