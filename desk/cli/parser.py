"""How commands are written: argparse, one parser a command, in Chinese."""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn

PROGRAM = "baolian"
_USAGE = "用法："


class Usage(Exception):
    """A command was not written as it must be; the sentence says how."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


#: What argparse says in English, and the same in Chinese.
_SAID = (
    (r"the following arguments are required: (.+)", r"缺少 \1"),
    (r"unrecognized arguments: (.+)", r"多出了 \1"),
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.+?): ignored explicit argument .+", r"\1 后面不带值"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 不能与 \2 同用"),
)


def in_chinese(message: str) -> str:
    """A message of argparse in Chinese; one that nobody met yet stays as it is."""
    for pattern, said in _SAID:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return match.expand(said)
    return message


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with a Chinese beginning."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or _USAGE)


class Parser(argparse.ArgumentParser):
    """The parser of one command. What is written wrong raises `Usage`."""

    def __init__(self, command: str, description: str, *, helpful: bool = True) -> None:
        super().__init__(
            prog=f"{PROGRAM} {command}".strip(),
            description=description,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self._repeated: dict[str, Callable[[str], bool]] = {}
        self._required = self.add_argument_group("参数")
        self._optional = self.add_argument_group("选项")
        if helpful:
            self.option("-h", "--help", action="help", help="显示这段说明")

    def given(self, name: str, **settings: Any) -> None:
        """A positional argument."""
        self._required.add_argument(name, **settings)

    def option(self, *flags: str, **settings: Any) -> None:
        """An option."""
        self._optional.add_argument(*flags, **settings)

    def repeated(self, flag: str, belongs: Callable[[str], bool], **settings: Any) -> None:
        """An option with one value or several; `belongs` tells its values from what follows."""
        self._repeated[flag] = belongs
        self.option(flag, action="append", default=[], **settings)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Options and arguments in whatever order they were written. Raises `Usage`."""
        self.usage = self.format_usage().removeprefix(_USAGE).strip()
        return self.parse_intermixed_args(list(self._spread(arguments)))

    def _spread(self, arguments: Iterable[str]) -> Iterator[str]:
        """Write the flag of an option with several values before each of them."""
        flag, values = "", 0
        for one in arguments:
            if one.startswith("-"):
                flag, values = one, 0
            elif flag in self._repeated:
                values += 1
                if values > 1 and self._repeated[flag](one):
                    yield flag
                elif values > 1:
                    flag = ""
            yield one

    def book(self) -> None:
        """The casebook that a command works on."""
        self.given("book", metavar="BOOK", help="台账文件夹，或共享台账的地址 postgresql://…")

    def json(self) -> None:
        """The option to print JSON."""
        self.option("--json", action="store_true", help="输出 JSON")

    def force(self) -> None:
        """The option to write over a file."""
        self.option("--force", action="store_true", help="覆盖已有的文件")

    def error(self, message: str) -> NoReturn:
        raise Usage(f"{self.format_usage().strip()}\n{in_chinese(message)}。")


def shared() -> argparse.ArgumentParser:
    """What reads the options that stand before or after any command, and leaves the rest."""
    parser = Parser("", "", helpful=False)
    shared_options(parser)
    return parser


def shared_options(parser: Parser) -> None:
    """`--today` and `--as`, which every command takes."""
    parser.option("--today", metavar="日期", help="这一次的业务日期，如 2018-07-31")
    parser.option("--as", dest="actor", metavar="姓名", help="操作人")


def is_pair(written: str) -> bool:
    """Whether an argument reads as `FIELD=VALUE`."""
    return bool(written.partition("=")[0]) and "=" in written


def pairs(written: Sequence[str]) -> dict[str, str]:
    """`FIELD=VALUE` arguments as a mapping. Raises `Usage` for one that is none, or said twice."""
    found: dict[str, str] = {}
    for one in written:
        name, _, value = one.partition("=")
        if not is_pair(one):
            raise Usage(f"“{one}”应写成 字段=值 的样子。")
        if name in found:
            raise Usage(f"“{name}”写了两次；几个值请用顿号连写。")
        found[name] = value
    return found
