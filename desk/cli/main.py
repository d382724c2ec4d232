"""From what was typed to a command, and from what became of it to an exit status."""

import os
import sys
from collections.abc import Sequence
from itertools import takewhile

from desk.cli import (
    agenda,
    analysis,
    cards,
    casebooks,
    coverage,
    figures,
    fonts,
    lists,
    log,
    output,
    paper,
    printing,
    samples,
    search,
    taking_in,
    verifying,
    work,
)
from desk.cli.command import Call, Command, Window, day
from desk.cli.later import COMMANDS as LATER
from desk.cli.parser import PROGRAM, Parser, Usage, shared, shared_options
from desk.errors import Refused, Trouble
from desk.progress import Cancelled

DONE, REFUSED, WRONG_USAGE, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS: tuple[Command, ...] = (
    *casebooks.COMMANDS,
    *taking_in.COMMANDS,
    *lists.COMMANDS,
    *search.COMMANDS,
    *work.COMMANDS,
    *agenda.COMMANDS,
    *log.COMMANDS,
    *figures.COMMANDS,
    *analysis.COMMANDS,
    *coverage.COMMANDS,
    *paper.COMMANDS,
    *verifying.COMMANDS,
    *cards.COMMANDS,
    *printing.COMMANDS,
    *fonts.COMMANDS,
    *samples.COMMANDS,
    *LATER,
)


def main(arguments: Sequence[str], window: Window) -> int:
    """Run one command and return its exit status.

    0 done; 1 a rule or the input stands against it; 2 written wrong; 3 trouble with disk or lock.
    `window` opens the window, for `open` and for no command at all.
    """
    output.speak_utf8()
    try:
        return _run(arguments, window)
    except Refused as error:
        return _say(error.sentence, REFUSED)
    except Usage as error:
        return _say(error.sentence, WRONG_USAGE)
    except Trouble as error:
        return _say(error.sentence, TROUBLE)
    except (Cancelled, KeyboardInterrupt):
        return _say("已中断，这一次什么也没有写入。", INTERRUPTED)
    except BrokenPipeError:
        return _nobody_listens()


def _run(arguments: Sequence[str], window: Window) -> int:
    common, rest = shared().parse_known_args(arguments)
    today = None if common.today is None else day(common.today)
    name, rest = _command_of(rest)
    if name in ("-h", "--help", "help"):
        _overview()
        return DONE
    command = _named(name)
    options = _parser_of(command).read(rest)
    status = command.run(Call(options, today, common.actor, window)) or DONE
    # What is still in the buffer meets a closed pipe here, not when the process ends.
    sys.stdout.flush()
    return status


def _command_of(written: list[str]) -> tuple[str, list[str]]:
    """The command's name and its arguments; `--json` may stand before the name too."""
    flags = list(takewhile("--json".__eq__, written))
    name, *rest = written[len(flags) :] or ["open"]
    return name, [*flags, *rest]


def _named(name: str) -> Command:
    found = next((command for command in COMMANDS if command.name == name), None)
    if found is None:
        raise Usage(f"没有“{name}”这个命令；{PROGRAM} --help 列出全部命令。")
    return found


def _parser_of(command: Command) -> Parser:
    """The command's own parser; the shared options stand in it for its help."""
    parser = Parser(command.name, command.help)
    command.declare(parser)
    shared_options(parser)
    return parser


def _overview() -> None:
    output.say(f"用法：{PROGRAM} 命令 …\n")
    output.facts({command.name: command.help for command in COMMANDS})
    output.say(f"\n{PROGRAM} 命令 --help 显示一个命令的参数和选项。")


def _say(sentence: str, status: int) -> int:
    output.note(sentence)
    return status


def _nobody_listens() -> int:
    """Whoever read our output has gone (`baolian list … | head`): nothing is wrong."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
