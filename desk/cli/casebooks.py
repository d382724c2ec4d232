"""Commands about a whole casebook: new, check, reindex, backup, restore."""

from pathlib import Path

from desk import archives, checkup, settings, upkeep
from desk.beginning import check_code
from desk.book.casebook import DEFAULT_CODE, Book, create, discard
from desk.book.place import Place, place_of
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.errors import Refused, Trouble
from desk.files import refuse_existing
from models.vocabulary import TIERS, code_of


def _new_arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--demo", action="store_true", help="填入演示数据")
    parser.option("--office", metavar="名称", help="办公室名称")
    parser.option("--tier", metavar="层级", help="省、市、县或乡")
    parser.option("--code", metavar="代码", help="本机代码，写进本机给出的每个编号")


def _new(call: Call) -> None:
    path = place_of(call.book)
    said = {name: call.options.__dict__[name] for name in ("office", "tier")}
    office = {name: value for name, value in said.items() if value}
    if "tier" in office and code_of("tiers", office["tier"]) is None:
        raise Refused(f"层级“{office['tier']}”不认识；请写 {'、'.join(t.code for t in TIERS)}。")
    if call.code:
        check_code(call.code)
    code = call.code or (_demo_code() if call.demo else DEFAULT_CODE)
    create(path, code=code)
    try:
        _fill(call, path, office)
    except BaseException:
        discard(path)
        raise
    output.say(f"已新建台账“{path}”。")


def _demo_code() -> str:
    from desk import demo

    return str(demo.content("casebook")["code"])


def _fill(call: Call, path: Place, office: dict[str, str]) -> None:
    with Book.open(path, clock=call.clock) as book:
        if call.demo:
            from desk import demo

            demo.fill(book, output.progress())
        if office:
            settings.save(book, office, call.who)


def _check_arguments(parser: Parser) -> None:
    parser.book()
    parser.json()


def _check(call: Call) -> int:
    found = _findings(call)
    if call.json:
        output.document({"sound": not found, "problems": found})
    else:
        for one in found:
            output.say(f"{checkup.PARTS[one.part]}：{one.reason}")
        output.say(f"台账有 {len(found)} 处不妥。" if found else "台账完好。")
    return int(bool(found))


def _findings(call: Call) -> list[checkup.Finding]:
    """A casebook too damaged to be opened is unsound, too."""
    try:
        with call.reading() as book:
            return checkup.check(book, output.progress())
    except Trouble as error:
        return [checkup.Finding("file", error.sentence)]


def _reindex_arguments(parser: Parser) -> None:
    parser.book()


def _reindex(call: Call) -> None:
    with call.writing() as book:
        book.reindex(output.progress())
    output.say("已重建检索索引。")


def _backup_arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--out", metavar="FILE", required=True, help="备份文件")
    parser.force()


def _backup(call: Call) -> None:
    target = Path(call.out)
    if not call.force:
        refuse_existing(target)
    with call.reading() as book:
        archives.pack(book, target, output.progress())
    output.say(f"已备份到“{target}”。")


def _restore_arguments(parser: Parser) -> None:
    parser.given("file", metavar="FILE", help="备份文件")
    parser.option("--out", metavar="BOOK", required=True, help="新的台账文件夹，或空数据库的地址")


def _restore(call: Call) -> None:
    source, target = Path(call.file), place_of(call.out)
    missing = archives.restore(source, target, output.progress())
    _note_loss(source)
    if missing:
        output.note(f"有 {missing} 个附件不在备份旁边；请从原台账的 attachments 文件夹复制过来。")
    output.say(f"已恢复为台账“{target}”。")


def _note_loss(source: Path) -> None:
    """Say what the casebook around a backup holds beyond it."""
    choice = upkeep.beside_its_casebook(source)
    if choice is not None and choice.lost:
        last = choice.newest[0]
        output.note(
            f"原台账此后还有 {choice.lost} 项修改不在这份备份里，"
            f"最近一项是 {last.at[:10]} {last.actor}：{last.label}。"
        )


COMMANDS = (
    Command("new", "新建台账", _new_arguments, _new),
    Command("check", "检查台账是否完好", _check_arguments, _check),
    Command("reindex", "重建检索索引", _reindex_arguments, _reindex),
    Command("backup", "备份台账", _backup_arguments, _backup),
    Command("restore", "从备份恢复成新的台账", _restore_arguments, _restore),
)
