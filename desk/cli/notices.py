"""Commands about many issues at once: the notices of a day, and what is common to subjects."""

from typing import Any

from desk import common_problems
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.errors import Refused
from desk.supervision.drafts import Draft, drafts
from desk.supervision.sending import Notice, send
from desk.supervision.wording import called

_NOTHING = "今天没有要发的催办单、督办单。"


def _notices_arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--send", action="store_true", help="发出：编文号，记入每个问题的办理过程")
    parser.option("--unit", metavar="单位", default="", help="只要给这个单位的")
    parser.json()


def _notices(call: Call) -> None:
    if call.send:
        _send(call)
        return
    with call.reading() as book, book.read() as connection:
        found = _asked(drafts(connection, book.clock.today()), call.unit)
    if call.json:
        output.document([_as_json(one) for one in found])
    elif found:
        rows = [(called(one.step, one.level), one.called, *_numbers(one)) for one in found]
        output.table(("文书", "单位", "件数", "问题"), rows)
    else:
        output.note(_NOTHING)


def _send(call: Call) -> None:
    with call.writing() as book:
        with book.read() as connection:
            found = _asked(drafts(connection, book.clock.today()), call.unit)
        if not found:
            raise Refused(_NOTHING)
        sent = send(book, [one.key for one in found], call.who)
    if call.json:
        output.document(sent)
    else:
        output.table(("文号", "单位", "件数"), [_cells(one) for one in sent])


def _asked(found: tuple[Draft, ...], unit: str) -> list[Draft]:
    return [one for one in found if unit in ("", one.called)]


def _numbers(one: Draft) -> tuple[str, str]:
    return str(len(one.issues)), "、".join(issue.number for issue in one.issues)


def _cells(one: Notice) -> tuple[str, str, str]:
    return one.number, one.unit, str(one.issues)


def _as_json(one: Draft) -> dict[str, Any]:
    return {
        "unit": one.called,
        "step": one.step,
        "level": one.level,
        "issues": [issue.number for issue in one.issues],
    }


def _common_arguments(parser: Parser) -> None:
    parser.book()
    parser.given("issues", metavar="ISSUE", nargs="+", help="问题编号，可写几个")
    parser.option("--head", metavar="名称", default="", help="归入哪个，编号或名称；没有的新立")
    parser.option("--out", action="store_true", help="移出，不再归在共性问题下面")


def _common(call: Call) -> None:
    with call.writing() as book:
        if call.out:
            common_problems.take_out(book, call.issues, call.who)
        else:
            common_problems.put_under(book, call.head, call.issues, call.who)
    output.say(f"{len(call.issues)} 条问题已{'移出' if call.out else '归入'}共性问题")


COMMANDS = (
    Command("notices", "今天该发的催办单、督办单，发出", _notices_arguments, _notices),
    Command("common", "把几个问题归入共性问题，或移出", _common_arguments, _common),
)
