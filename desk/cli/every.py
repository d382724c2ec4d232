"""Every command, in the order of the overview; whoever asks for one alone does without this."""

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
    notices,
    paper,
    printing,
    samples,
    search,
    taking_in,
    verifying,
    window,
    work,
    workdays,
)
from desk.cli.command import Command
from desk.cli.later import COMMANDS as LATER

COMMANDS: tuple[Command, ...] = (
    *window.COMMANDS,
    *casebooks.COMMANDS,
    *taking_in.COMMANDS,
    *lists.COMMANDS,
    *search.COMMANDS,
    *work.COMMANDS,
    *agenda.COMMANDS,
    *notices.COMMANDS,
    *workdays.COMMANDS,
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
