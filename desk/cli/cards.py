"""Commands about forms: a blank card or slip by its name, without a casebook."""

from pathlib import Path

from desk import printing
from desk.cards import views
from desk.cards.definitions import forms
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.errors import Refused
from desk.slips import ROSTERS, SLIPS

_FORMS = (*SLIPS, *ROSTERS)


def _form_arguments(parser: Parser) -> None:
    known = "、".join(f"{one.key}（{one.title}）" for one in forms())
    parser.given("name", metavar="NAME", help=f"表样：{known}、{_slips_known()}")
    parser.option("--blank", action="store_true", help="空白的；不写也是空白的")
    parser.option("--out", metavar="FILE", required=True, help="输出文件，.docx、.pdf 或 .xlsx")
    parser.force()
    parser.json()


def _form(call: Call) -> None:
    path = Path(call.out)
    data = _blank(call.name, path.suffix)
    (written,) = printing.write_files({path.suffix: data}, path.parent, path.stem, force=call.force)
    if call.json:
        output.document({"files": [str(written)]})
    else:
        output.say(str(written))


def _blank(name: str, suffix: str) -> bytes:
    """The blank slip or card of that name. Raises `Refused` for none, and says which there are."""
    slip = next((one for one in _FORMS if name in (one.name, one.label)), None)
    if slip is not None:
        return slip.blank_file(suffix)
    try:
        view = views.blank(name)
    except Refused as error:
        raise Refused(f"{error.sentence.rstrip('。')}、{_slips_known()}。") from error
    return printing.card_file(view, suffix)


def _slips_known() -> str:
    return "、".join(f"{one.name}（{one.label}）" for one in _FORMS)


COMMANDS = (Command("form", "一张空白表", _form_arguments, _form),)
