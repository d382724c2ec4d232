"""The command that holds an edited bulletin against the casebook."""

from pathlib import Path

from desk.asked import month
from desk.bulletins.kinds import BRIEFING, KINDS, Edition, kind_named
from desk.bulletins.verifying import Verified, verify
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser, Usage
from desk.files import read_bytes

_HEADINGS = ("数字", "文件中", "台账", "印发时", "所在位置")


def _arguments(parser: Parser) -> None:
    parser.book()
    parser.given("file", metavar="FILE", help="改过的 .docx")
    parser.option("--month", metavar="M", help="月份，如 2018-07；不写则看文件里的注明")
    known = "、".join(f"{kind.name}（{kind.label}）" for kind in KINDS.values())
    parser.option("--kind", metavar="K", help=f"与 --month 同用，种类：{known}")
    parser.json()


def _verify(call: Call) -> int:
    if call.kind and not call.month:
        raise Usage("--kind 要与 --month 同用。")
    data = read_bytes(Path(call.file))
    wanted = None
    if call.month:
        wanted = Edition(kind_named(call.kind or BRIEFING).name, month(call.month))
    with call.reading() as book:
        found = verify(book, data, wanted)
    if call.json:
        output.document(_document(found))
    else:
        _say(found)
    return int(not found.sound)


def _document(found: Verified) -> dict[str, object]:
    return {
        "kind": found.edition.kind,
        "month": str(found.edition.month),
        "issued": found.issued,
        "checked": found.checked,
        "differences": found.differences,
        "unfound": found.unfound,
    }


def _say(found: Verified) -> None:
    rows = [
        (one.label, one.written or "（空）", one.casebook, one.printed or "", one.place)
        for one in found.differences
    ]
    if rows:
        output.table(_HEADINGS, rows)
    for one in found.unfound:
        output.say(f"无法核对：{one.label}（{one.place}）")
    total = f"{found.edition.label}：核对 {found.checked} 处数字"
    if found.sound:
        output.say(f"{total}，与台账一致。")
    else:
        output.say(f"{total}，{len(rows)} 处不一致，{len(found.unfound)} 处无法核对。")


COMMANDS = (Command("verify", "核对改过的简报（Word）", _arguments, _verify),)
