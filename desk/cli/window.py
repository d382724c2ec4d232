"""The command that opens the window."""

from desk.book.place import place_of
from desk.cli.command import Call, Command
from desk.cli.parser import Parser


def _arguments(parser: Parser) -> None:
    parser.given("book", metavar="BOOK", nargs="?", help="台账文件夹或地址；不写则打开上次用的")


def _open(call: Call) -> int:
    return call.window(place_of(call.book) if call.book else None)


COMMANDS = (Command("open", "打开窗口", _arguments, _open),)
