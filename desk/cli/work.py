"""Commands about the life of an issue: step, steps."""

from pathlib import Path

from desk import details, issues
from desk.attachments import hand_in
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser, is_pair, pairs
from desk.cli.shapes import choices_json, gates_json
from desk.details import IssueDetail
from desk.issues import Act


def _step_arguments(parser: Parser) -> None:
    parser.book()
    parser.given("issue", metavar="ISSUE", help="问题编号")
    parser.given("step", metavar="STEP", help="步骤，见 baolian steps")
    parser.given("fields", metavar="FIELD=VALUE", nargs="*", help="这一步的各项内容")
    parser.repeated("--attach", _is_file, metavar="FILE", help="佐证材料，可写几个")
    parser.json()


def _is_file(written: str) -> bool:
    """Whether what stands behind `--attach` is one more file; the name of a missing one counts."""
    path = Path(written)
    named_like_one = path.suffix and not path.is_dir() and not is_pair(written)
    return path.is_file() or bool(named_like_one)


def _step(call: Call) -> None:
    evidence = [hand_in(Path(one)) for one in call.attach]
    act = Act(call.step, pairs(call.fields), evidence)
    with call.writing() as book:
        taken = issues.step(book, call.issue, act, call.who)
    for note in taken.notes:
        output.note(note)
    if call.json:
        output.document({"number": taken.number, "step": call.step, "notes": taken.notes})
    else:
        output.say(f"{taken.number} {taken.label}")


def _steps_arguments(parser: Parser) -> None:
    parser.book()
    parser.given("issue", metavar="ISSUE", help="问题编号")
    parser.json()


def _steps(call: Call) -> None:
    with call.reading() as book, book.read() as connection:
        issue = details.issue(connection, call.issue, book.clock.today())
    if call.json:
        output.document(
            {
                "number": issue.line.values["number"],
                "state": issue.line.values["state"],
                "steps": choices_json(issue.choices),
                "gates": gates_json(issue.gates),
            }
        )
    else:
        _print_steps(issue)


def _print_steps(issue: IssueDetail) -> None:
    output.say(f"{issue.line.shown['number']}  {issue.line.shown['state']}\n")
    rows = [(c.name, c.label, "可办" if c.open else "", c.reason) for c in issue.choices]
    output.table(("步骤", "名称", "", "为什么不能办"), rows)
    output.say("")
    met = [(g.label, "已满足" if g.met else "未满足", g.reason) for g in issue.gates]
    output.table(("四个不放过", "", "缺什么"), met)


COMMANDS = (
    Command("step", "办理问题的一步", _step_arguments, _step),
    Command("steps", "问题现在能办哪些步骤", _steps_arguments, _steps),
)
