"""Commands about forms: a blank form by its name, without a casebook."""

from pathlib import Path

from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.cli.printing import write_one
from desk.documents import blank_file, blanks


def _form_arguments(parser: Parser) -> None:
    known = "、".join(f"{blank.name}（{blank.label}）" for _, blank in blanks())
    parser.given("name", metavar="NAME", help=f"表样：{known}")
    parser.option("--blank", action="store_true", help="空白的；不写也是空白的")
    parser.option(
        "--out",
        metavar="FILE",
        required=True,
        help="输出文件，.docx 或 .pdf；反馈卡和名单还可用 .xlsx",
    )
    parser.force()
    parser.json()


def _form(call: Call) -> None:
    path = Path(call.out)
    write_one(call, path, blank_file(call.name, path.suffix))


COMMANDS = (Command("form", "一张空白表", _form_arguments, _form),)
