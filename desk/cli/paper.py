"""Commands that print: bulletin, ledger."""

from desk.cli.command import Command

COMMANDS: tuple[Command, ...] = ()
