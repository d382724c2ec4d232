"""Commands about fonts and what was printed with them; both are of this computer, no casebook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desk import exports, typefaces
from desk.cli import output
from desk.cli.command import Call, Command, integer
from desk.cli.parser import Parser, Usage, is_pair, pairs
from desk.exports import Export
from desk.typefaces import MODES, Mode, RoleState, State
from reports.fonts import LABELS, Font
from reports.gongwen import Face


def _fonts_arguments(parser: Parser) -> None:
    parser.option(
        "--use",
        metavar="shipped|installed",
        help="shipped：只用随程序的字体，选定过的不再用；installed：本机装有标准字体的，先用本机的",
    )
    known = "、".join(typefaces.ROLES)
    parser.repeated(
        "--set",
        is_pair,
        metavar="仿宋=FILE",
        help=f"给一种字选定字体文件（{known}）；合集写 FILE#0，不写文件则取消",
    )
    parser.json()


def _fonts(call: Call) -> None:
    wanted = {_role(name): written for name, written in pairs(call.set).items()}
    files = {role: typefaces.named(role, text) if text else None for role, text in wanted.items()}
    mode = _mode(call.use)
    if mode == "shipped":
        files = dict.fromkeys(Face) | files
    if mode or files:
        typefaces.choose(mode, files)
    state = typefaces.state()
    if call.json:
        output.document(_told(state))
    else:
        _print_state(state)


def _mode(written: str | None) -> Mode | None:
    for mode in MODES:
        if written == mode:
            return mode
    if written is None:
        return None
    raise Usage(f"--use 后面的“{written}”应是 {' 或 '.join(MODES)}。")


def _role(name: str) -> Face:
    role = typefaces.ROLES.get(name) or next((one for one in Face if one == name), None)
    if role is None:
        raise Usage(f"没有“{name}”这种字；可以选定的有 {'、'.join(typefaces.ROLES)}。")
    return role


def _told(state: State) -> Mapping[str, Any]:
    return {
        "use": state.use,
        "locked": state.locked,
        "trouble": state.trouble,
        "files": state.files,
        "roles": [_role_told(one) for one in state.roles],
        "broken": [{"file": file, "reason": why} for file, why in state.broken.items()],
    }


def _role_told(one: RoleState) -> Mapping[str, Any]:
    return {
        "role": one.role.name.lower(),
        "label": LABELS[one.role],
        "standard": one.role,
        "serving": None if one.serving is None else _serving_told(one.serving),
        "chosen": one.chosen,
        "refused": one.refused,
        "found": [
            {"title": face.title, "file": face.path, "index": face.index, "refusal": face.refusal}
            for face in one.candidates
        ],
    }


def _serving_told(font: Font) -> Mapping[str, Any]:
    return {
        "title": font.title,
        "version": font.version,
        "origin": font.origin,
        "file": str(font.path),
        "index": font.index,
    }


def _print_state(state: State) -> None:
    output.table(("字", "现用", "版本", "来源", "说明"), [_cells(one) for one in state.roles])
    found = [(LABELS[one.role], face) for one in state.roles for face in one.candidates]
    output.say(f"\n本机查到 {state.files} 个字体文件，其中标准字体 {len(found)} 个。")
    if found:
        rows = [(label, face.title, face.refusal or "能用", face.path) for label, face in found]
        output.table(("字", "名称", "能不能用", "文件"), rows)
    for file, why in state.broken.items():
        output.note(f"{file}：{why}")
    for sentence in filter(None, (state.locked, state.trouble)):
        output.note(sentence)


def _cells(one: RoleState) -> tuple[str, ...]:
    if one.serving is None:
        return LABELS[one.role], "没有能用的", "", "", one.refused
    font = one.serving
    return LABELS[one.role], font.title, font.version, font.origin, one.refused


def _exports_arguments(parser: Parser) -> None:
    parser.option("--limit", metavar="N", help="只列最近的 N 条")
    parser.json()


def _exports(call: Call) -> None:
    most = None if call.limit is None else integer(call.limit, "--limit")
    told = exports.exports()[:most]
    if call.json:
        output.document({"log": str(exports.log_path()), "exports": told})
    elif told:
        output.table(("时间", "文书", "页数", "文件", "字体"), [_line(one) for one in told])
    else:
        output.note("这台电脑上还没有导出过文件。")


def _line(one: Export) -> tuple[str, ...]:
    pages = "" if one.pages is None else str(one.pages)
    return exports.moment(one), one.title, pages, Path(one.file).name, exports.faces_told(one)


COMMANDS = (
    Command("fonts", "打印用的字体：现用哪些，改用本机的", _fonts_arguments, _fonts),
    Command("exports", "导出记录：写过哪些文件，用了哪些字体", _exports_arguments, _exports),
)
