"""Commands whose names are kept, and whose work is still to come."""

from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.errors import Refused


def _anything(parser: Parser) -> None:
    parser.given("rest", nargs="*", metavar="…", help="暂不使用")


def _later(_call: Call) -> None:
    raise Refused("这个命令将在以后的版本提供；现在可用的命令见 baolian --help。")


_NAMES = (
    ("plan", "读入政策、工作方案"),
    ("export", "导出数据包"),
    ("receive", "接收数据包"),
    ("conflicts", "列出冲突"),
    ("settle", "处理冲突"),
)
COMMANDS = tuple(
    Command(name, f"{help}（以后的版本提供）", _anything, _later) for name, help in _NAMES
)
