"""The command that prints a document of one record; which documents there are is a table."""

from pathlib import Path

from desk import printing
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.documents import DOCUMENTS, chosen
from desk.printable import WATERMARKS, refuse_watermark


def _arguments(parser: Parser) -> None:
    parser.book()
    parser.given("kind", metavar="KIND", help="类别，如 subjects")
    parser.given(
        "record",
        metavar="NUMBER|CODE",
        help="编号、代码或名称；一览表写 park、unit 或 leader，计划表写月份",
    )
    called = "、".join(f"{one.name}（{one.label}）" for one in DOCUMENTS if one.kinds)
    parser.option("--document", metavar="NAME", help=f"文书：{called}")
    parser.option("--out", metavar="FILE", required=True, help="输出文件：.docx、.pdf 或 .xlsx")
    watermark_option(parser)
    parser.force()
    parser.json()


def watermark_option(parser: Parser) -> None:
    """The option to lay a word behind the text of every page."""
    parser.option("--watermark", metavar="水印", default="", help="水印：" + "、".join(WATERMARKS))


def _print(call: Call) -> None:
    path, document = Path(call.out), chosen(call.kind, call.document)
    printing.refuse_suffix(path.suffix, document.suffixes)
    refuse_watermark(call.watermark)
    with call.reading() as book:
        data = document.file(book, call.record, path.suffix, call.watermark)
    write_one(call, path, data)


def write_one(call: Call, path: Path, data: bytes) -> None:
    """Write one file, unless another stands there, and say where it is."""
    files = {path.suffix: data}
    (written,) = printing.write_files(files, path.parent, path.stem, force=call.force)
    if call.json:
        output.document({"files": [str(written)]})
    else:
        output.say(str(written))


COMMANDS = (Command("print", "打印一条记录的文书", _arguments, _print),)
