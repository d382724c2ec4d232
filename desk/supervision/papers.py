"""The documents of supervision, for the table of documents."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from desk import picking, printing
from desk.printable import Example, Printable, Told, one_blank, print_command
from desk.supervision import ledger
from desk.supervision.notices import example, printed
from models.ladder import SUPERVISE, URGE
from reports import notice
from reports import rosters as roster_paper
from reports.notice import NoticeView

NOTICES: tuple[Printable[Any], ...] = tuple(
    Printable(
        step,
        title,
        "notices",
        printed(step),
        draw,
        Told(
            users,
            "督办 → 今日待发：看过以后“发出并打印”；已发：“再打印”",
            print_command("notices", step, "文号"),
        ),
        one_blank(step, title, NoticeView()),
        (Example(example(step)),),
    )
    for step, title, draw, users in (
        (URGE, notice.URGE, notice.urge, "包联办：到期前后提醒承办单位"),
        (SUPERVISE, notice.SUPERVISE, notice.supervise, "包联办：对超期的单位按蓝、橙、红督办"),
    )
)
NOTICE_OF: Mapping[str, Printable[Any]] = MappingProxyType({one.name: one for one in NOTICES})
"""The document of each step."""
LEDGER_PAPER, RECORD_PAPER = "supervision", "unit-record"
LISTS: tuple[Printable[Any], ...] = (
    Printable(
        LEDGER_PAPER,
        ledger.LEDGER,
        LEDGER_PAPER,
        ledger.ledger,
        roster_paper.document,
        Told(
            "包联办：催办、督办、约谈、移交各有多少，报领导、归档",
            "督办 → 已发 → “打印督办台账”",
            print_command("supervision", "supervision", "|".join(ledger.DIVISIONS)),
        ),
        one_blank("supervision", ledger.LEDGER, ledger.blank_ledger()),
        tuple(
            Example(picking.always(name), name, f"按{called}")
            for name, (called, _) in ledger.DIVISIONS.items()
        ),
        printing.LEDGER_SUFFIXES,
    ),
    Printable(
        RECORD_PAPER,
        ledger.RECORD,
        RECORD_PAPER,
        ledger.record,
        roster_paper.document,
        Told(
            "包联办：哪个单位办得及时，哪个单位总是超期",
            "督办 → 单位履职 → “打印”",
            print_command("unit-record", "unit-record", "月份"),
        ),
        one_blank("unit-record", ledger.RECORD, ledger.blank_record()),
        (Example(picking.month_of_visits),),
        printing.LEDGER_SUFFIXES,
    ),
)


def list_of(name: str) -> Printable[Any]:
    """The list of that name."""
    return next(one for one in LISTS if one.name == name)
