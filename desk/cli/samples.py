"""The command that writes the whole set of documents, blank and filled, into a folder."""

from pathlib import Path

from desk import samples
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.samples import BLANKS, SAMPLES, Sample, Written


def _arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--out", metavar="DIR", required=True, help="放文件的文件夹")
    parser.option("--blank", action="store_true", help="只要空白的")
    parser.force()
    parser.json()


def _samples(call: Call) -> None:
    wanted = BLANKS if call.blank else SAMPLES
    with call.reading() as book:
        done = samples.write(book, Path(call.out), wanted, output.progress(), force=call.force)
    if call.json:
        output.document(_as_json(done))
        return
    for path in done.paths:
        output.say(str(path))
    if done.missing:
        output.note(f"台账里还没有可作样张的记录：{'、'.join(one.label for one in done.missing)}。")


def _as_json(done: Written) -> dict[str, object]:
    return {
        "files": [str(path) for path in done.paths],
        "missing": [_named(one) for one in done.missing],
    }


def _named(sample: Sample) -> dict[str, str]:
    return {"name": sample.name, "label": sample.label}


COMMANDS = (Command("samples", "全部文书的样张，空白的和填好的", _arguments, _samples),)
