"""导出记录 and the commands about fonts: what was written, and with which faces."""

import hashlib
import io
import json
from pathlib import Path

import pdfplumber
import pytest

from desk import exports
from desk.exports import Drawn, Export
from desk.files import older
from reports.fonts import Origin, Use
from reports.gongwen import Face
from tests.desk import office
from tests.desk.line import Line
from tests.faces import Put, face

pytestmark = pytest.mark.usefixtures("own_computer")


def told() -> list[tuple[str, str]]:
    return [(one.title, Path(one.file).name) for one in exports.exports()]


def test_a_form_that_was_written_is_in_the_log_with_its_hash_pages_and_faces(
    line: Line, tmp_path: Path
) -> None:
    path = tmp_path / "交办单.pdf"
    assert line("form", "dispatch", "--out", str(path)) == 0, line.err
    (one,) = exports.exports()
    assert (one.title, one.file, one.pages) == ("交办单", str(path), 1)
    assert one.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as file:
        embedded = {char["fontname"].partition("+")[2] for char in file.pages[0].chars}
    assert {use.face for use in one.faces} == embedded
    assert {use.origin for use in one.faces} <= {"随程序", "自绘"}


def test_every_way_to_write_a_document_is_told(summer: Line, tmp_path: Path) -> None:
    out, july = tmp_path / "out", ("--month", "2018-07", "--today", "2018-07-31")
    written = [
        ("bulletin", *july, "--draft", "--out", str(out)),
        ("bulletin", *july, "--out", str(out)),
        ("ledger", "--out", str(out / "台账.xlsx")),
        ("print", "visits", f"{office.CODE}-2018-0001", "--out", str(out / "走访.docx")),
    ]
    for command, *rest in written:
        assert summer.on(command, *rest) == 0, summer.err
    assert summer("form", "card-enterprise", "--out", str(out / "卡.xlsx")) == 0, summer.err
    assert sorted(Path(one.file).name for one in exports.exports()) == sorted(
        path.name for path in out.iterdir()
    )


def test_a_bulletin_that_was_issued_is_told_again_when_it_is_printed_again(
    summer: Line, tmp_path: Path
) -> None:
    july = ("--month", "2018-07", "--today", "2018-07-31")
    for folder in ("a", "b"):
        assert summer.on("bulletin", *july, "--out", str(tmp_path / folder)) == 0, summer.err
    again, first = [one for one in exports.exports() if one.file.endswith(".pdf")]
    assert (again.sha256, again.title, again.pages) == (first.sha256, first.title, first.pages)


def test_bytes_that_were_written_before_are_known_from_the_log(tmp_path: Path) -> None:
    data = exports.remember(b"issued", Drawn("简报", 3, (Use(*_FANG, 2),)))
    exports.record(tmp_path / "a.docx", data)
    for at in range(exports.REMEMBERED):
        exports.remember(f"document {at}".encode(), Drawn(""))
    assert exports.faces_of(data) == ()
    exports.record(tmp_path / "b.docx", data)
    told = [(one.title, one.pages, len(one.faces)) for one in exports.exports()]
    assert told == [("简报", 3, 1)] * 2


def test_an_issued_bulletin_keeps_the_faces_that_drew_it(
    summer: Line, tmp_path: Path, put_in: Put
) -> None:
    put_in("simhei.ttf", face("SimHei", "黑体"))
    assert summer("fonts", "--use", "installed") == 0
    july = ("--month", "2018-07", "--today", "2018-07-31", "--out", str(tmp_path / "a"))
    assert "黑体 5.00" in summer.json("bulletin", *july)["fonts"]["黑体"]


def test_an_installed_face_is_told_by_name_and_version(
    line: Line, tmp_path: Path, put_in: Put
) -> None:
    put_in("simhei.ttf", face("SimHei", "黑体"))
    assert line("fonts", "--use", "installed") == 0, line.err
    assert line("form", "dispatch", "--out", str(tmp_path / "a.pdf")) == 0, line.err
    (one,) = exports.exports()
    assert "黑体：黑体 5.00（本机）" in exports.faces_told(one)
    assert line("exports") == 0
    assert "黑体：黑体 5.00（本机）" in line.out


def test_a_word_file_leaves_its_fonts_to_who_opens_it(line: Line, tmp_path: Path) -> None:
    assert line("form", "dispatch", "--out", str(tmp_path / "a.docx")) == 0, line.err
    (one,) = exports.exports()
    assert (one.pages, one.faces) == (None, ())
    assert exports.faces_told(one) == "按标准字体名，由打开它的程序配字"


def test_a_log_that_cannot_be_written_does_not_stop_a_document(line: Line, tmp_path: Path) -> None:
    exports.log_path().mkdir(parents=True)
    assert line("form", "dispatch", "--out", str(tmp_path / "a.pdf")) == 0, line.err
    assert (tmp_path / "a.pdf").exists()
    assert exports.exports() == []


def test_a_file_that_was_refused_is_not_told(line: Line, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"another")
    assert line("form", "dispatch", "--out", str(tmp_path / "a.pdf")) == 1
    assert exports.exports() == []


def test_a_full_log_becomes_the_older_one_and_both_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(exports, "FULL", 1)
    for name in ("一", "二", "三"):
        exports.record(tmp_path / f"{name}.docx", name.encode())
    assert older(exports.log_path()).exists()
    assert told() == [("三", "三.docx"), ("二", "二.docx")]


def test_a_line_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    exports.record(tmp_path / "一.docx", b"one")
    with exports.log_path().open("ab") as log:
        log.write(b'{"at": 3}\n{"at"\n')
    exports.record(tmp_path / "二.docx", b"two")
    assert told() == [("二", "二.docx"), ("一", "一.docx")]


def test_documents_that_were_joined_are_told_as_one() -> None:
    fang = Use(*_FANG, 10, "")
    stood_in = Use(*_FANG, 1, "䶮")
    told = [("交办单", fang), ("交办单", fang), ("回访记录", stood_in)]
    parts = [
        exports.remember(title.encode() + bytes([place]), Drawn(title, 2, (use,)))
        for place, (title, use) in enumerate(told)
    ]
    exports.together(parts, b"abc")
    (use,) = exports.faces_of(b"abc")
    assert (use.characters, use.stood_in) == (21, "䶮")
    exports.record(Path("x.docx"), b"abc")
    (one,) = exports.exports()
    assert (one.title, one.pages) == ("交办单等 3 份", 6)


def test_characters_that_another_face_drew_are_named_and_a_blank_is_called_so() -> None:
    entry = Export("", "", "a.pdf", "", 1, (Use(*_FANG, 2, "䶮　"), Use(*_FANG, 1, "　")))
    assert exports.faces_told(entry) == (
        "仿宋中“䶮”由 FandolFang-Regular 代；仿宋中空格由 FandolFang-Regular 代"
    )


_FANG = (Face.FANGSONG, "FandolFang-Regular", "1.300", Origin.SHIPPED)


def test_the_faces_of_this_computer_are_told_as_json(line: Line, put_in: Put) -> None:
    put_in("a.otf", face("KaiTi", "楷体", cff=True))
    Path(put_in("b.ttf", face("SimHei"))).write_bytes(b"rubbish")
    assert line("fonts", "--json") == 0, line.err
    state = json.loads(line.out)
    assert (state["use"], state["files"]) == ("shipped", 2)
    assert [one["reason"] for one in state["broken"]] == ["文件已损坏，或不是字体"]
    kai = next(one for one in state["roles"] if one["role"] == "kai")
    assert kai["serving"]["title"] == "FandolKai-Regular"
    assert kai["found"][0]["refusal"] == "轮廓是 CFF 的，不能嵌入 PDF"


def test_a_file_is_set_for_a_role_and_taken_back(line: Line, put_in: Put) -> None:
    path = put_in("a.ttc", face("Hand of Somebody"), face("KaiTi", "楷体"))
    assert line("fonts", "--set", f"楷体={path}#0", f"仿宋={path}") == 0, line.err
    assert line.out.count("Hand of Somebody") == 2
    assert line("fonts", "--set", "楷体=") == 0, line.err
    assert line.out.count("Hand of Somebody") == 1
    assert line("fonts", "--use", "shipped") == 0, line.err
    assert "Hand of Somebody" not in line.out


def test_what_cannot_be_chosen_is_refused_in_one_sentence_and_nothing_is_changed(
    line: Line, put_in: Put
) -> None:
    path = put_in("a.otf", face("KaiTi", "楷体", cff=True))
    assert line("fonts", "--use", "installed", "--set", f"楷体={path}") == 1
    assert line.err.strip() == "“a.otf”不能用作楷体：轮廓是 CFF 的，不能嵌入 PDF。请另选一个。"
    assert line("fonts", "--set", f"花体={path}") == 2
    assert line("fonts", "--use", "maybe") == 2
    assert line("fonts", "--json") == 0
    assert json.loads(line.out)["use"] == "shipped"


def test_where_no_role_can_be_served_the_command_says_so(
    line: Line, own_computer: Path, tmp_path: Path
) -> None:
    (shipped,) = (own_computer / "home" / "baolian-desk" / "fonts").iterdir()
    shipped.unlink()
    assert line("fonts") == 0
    assert line.out.count("没有能用的") == 5
    assert line("form", "dispatch", "--out", str(tmp_path / "a.pdf")) == 1
    assert "没有能用的仿宋、楷体、黑体、宋体、小标宋字体" in line.err


def test_before_anything_is_written_the_command_says_so(line: Line) -> None:
    assert line("exports") == 0
    assert "还没有导出过" in line.err
    assert line("exports", "--json") == 0
    assert json.loads(line.out)["exports"] == []


def test_the_latest_can_be_asked_for_alone(line: Line, tmp_path: Path) -> None:
    for name in ("一", "二"):
        exports.record(tmp_path / f"{name}.docx", name.encode())
    assert line("exports", "--limit", "1", "--json") == 0
    told = [Export(**{**one, "faces": ()}) for one in json.loads(line.out)["exports"]]
    assert [one.title for one in told] == ["二"]
