"""From what was typed to a command, and from what became of it to an exit status."""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import takewhile

from desk.cli import output
from desk.cli.command import Call, Command, Window, day
from desk.cli.parser import PROGRAM, Parser, Usage, shared, shared_options
from desk.errors import Refused, Trouble
from desk.progress import Cancelled

DONE, REFUSED, WRONG_USAGE, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130

#: Where a command is at home: module → names, in the order of the overview. One call loads one
#: module; `desk.cli.every` has them all.
_HOMES: Mapping[str, tuple[str, ...]] = {
    "window": ("open",),
    "casebooks": ("new", "check", "reindex", "backup", "restore"),
    "taking_in": ("import",),
    "lists": ("list", "show", "add"),
    "search": ("search",),
    "work": ("step", "steps"),
    "agenda": ("today",),
    "notices": ("notices", "common"),
    "workdays": ("workdays",),
    "log": ("undo", "redo", "log"),
    "figures": ("figures",),
    "analysis": ("analysis",),
    "coverage": ("coverage",),
    "paper": ("bulletin", "circular", "ledger"),
    "verifying": ("verify",),
    "cards": ("form",),
    "printing": ("print",),
    "fonts": ("fonts", "exports"),
    "samples": ("samples",),
    "later": ("plan", "export", "receive", "conflicts", "settle"),
}
HOME_OF: Mapping[str, str] = {name: home for home, names in _HOMES.items() for name in names}


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
    if name not in HOME_OF:
        raise Usage(f"没有“{name}”这个命令；{PROGRAM} --help 列出全部命令。")
    commands: Sequence[Command] = import_module(f"desk.cli.{HOME_OF[name]}").COMMANDS
    return next(command for command in commands if command.name == name)


def _parser_of(command: Command) -> Parser:
    """The command's own parser; the shared options stand in it for its help."""
    parser = Parser(command.name, command.help)
    command.declare(parser)
    shared_options(parser)
    return parser


def _overview() -> None:
    from desk.cli.every import COMMANDS

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
