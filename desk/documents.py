"""The table of documents (文书): every one that is printed, for window, command line and manual.

A new one is a function from a view to a document, and a row: here, or in `desk.slips` if it is a
form about one record or a list of many.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection

from desk import asked, bulletins, dossier, ledgers, picking, printing
from desk.analysis.paper import ANALYSIS
from desk.bulletins.kinds import BRIEFING, CIRCULAR, KINDS, SPECIAL, Edition
from desk.cards import views as cards
from desk.errors import Refused
from desk.ledgers import LEDGER, VIEWS, Choice
from desk.meetings.documents import CAMPAIGN_PAPERS, MEETING_PAPERS, MODEL_CASE
from desk.printable import Blank, Example, Printable, Told, print_command
from desk.rhythm.paper import RHYTHM
from desk.settings import office
from desk.slips import REQUESTS, ROSTERS, SLIPS, VISIT_BEFOREHAND
from desk.supervision.inspecting import RECORD as INSPECTION
from desk.supervision.papers import LISTS as SUPERVISION
from desk.supervision.papers import NOTICES
from models.vocabulary import CARD_FORMS, SUBJECT_KINDS, code_of
from reports import bulletin, card
from reports import dossier as dossier_paper
from reports import ledger as ledger_paper
from reports import rosters as roster_paper
from reports.blocks import Document
from reports.cardview import CardView
from reports.dossier import DossierView
from reports.rosters import RosterView
from reports.view import BulletinView, LedgerView

# --- what is read ---------------------------------------------------------------------------------


def _bulletin(kind: str) -> Callable[[Connection, str, date], BulletinView]:
    """What reads the draft of a month."""

    def gather(connection: Connection, month: str, today: date) -> BulletinView:
        draft = bulletins.get_draft(connection, Edition(kind, asked.month(month)), today)
        return bulletins.draft_view(connection, draft, today)

    return gather


def _ledger(connection: Connection, view: str, today: date) -> LedgerView | RosterView:
    return ledgers.ledger(connection, Choice(view), today)


def _dossier(connection: Connection, text: str, today: date) -> DossierView:
    told = dossier.dossier(connection, text, today)
    return dossier.view(told, office(connection)["office"])


def _card_beforehand(connection: Connection, text: str, today: date) -> CardView:
    return cards.beforehand(connection, text, f"{today:%Y-%m}", today)


# --- how it is laid out ---------------------------------------------------------------------------


def _ledger_paper(view: LedgerView | RosterView) -> Document:
    """The blank form is a list like others that a hand fills in."""
    if isinstance(view, RosterView):
        return roster_paper.document(view)
    return ledger_paper.document(view)


# --- the table ------------------------------------------------------------------------------------


def _of_kind(kind: str, users: str, command: str) -> Printable[BulletinView]:
    """The row of a kind of bulletin; as a blank it shows a month without work."""
    return Printable(
        kind,
        KINDS[kind].label,
        "",
        _bulletin(kind),
        bulletin.document,
        Told(
            users,
            f"简报 → 选“{KINDS[kind].label}”和月份 → “打印”“导出”",
            f"baolian {command} --month 月份 --out 文件夹",
        ),
        examples=(
            Example(picking.month_of_visits),
            Example(picking.month_without_work, "blank", "没有工作的月份", blank=True),
        ),
    )


BULLETINS: tuple[Printable[BulletinView], ...] = (
    _of_kind(BRIEFING, "包联办：每月印发，报领导、发各单位", "bulletin 台账"),
    _of_kind(CIRCULAR, "包联办：按走访和办理情况排名，通报各单位", "circular 台账"),
    _of_kind(SPECIAL, "包联办：把需要领导拍板的问题报上去", f"bulletin 台账 --kind {SPECIAL}"),
)
LEDGER_PAPER: Printable[LedgerView | RosterView] = Printable(
    "ledger",
    LEDGER,
    "",
    _ledger,
    _ledger_paper,
    Told(
        "包联办：全部问题，或其中一部分，报领导、对账、归档",
        "问题台账 → 名单上方“导出”，或“打印…”（Ctrl+P）",
        "baolian ledger 台账 --view 视图 --out 文件.pdf",
    ),
    (Blank("ledger", LEDGER, ledgers.blank),),
    tuple(
        Example(picking.always(name), "" if view.code == "all" else view.code, name)
        for name, view in VIEWS.items()
    ),
    printing.LEDGER_SUFFIXES,
)
DOSSIER: Printable[DossierView] = Printable(
    "dossier",
    "一企一档",
    "subjects",
    _dossier,
    dossier_paper.document,
    Told(
        "包联领导和责任人：走访、开会以前看一个对象的全部经过",
        "一企一档 → “打印…”（Ctrl+P）",
        print_command("subjects", "dossier", "代码"),
    ),
    examples=(Example(picking.subject),),
)
CARD: Printable[CardView] = Printable(
    "card",
    "反馈卡",
    "cards",
    cards.view,
    card.document,
    Told(
        "企业填写，包联责任人核对后归档",
        "反馈卡 → 右边“打印”；选中几张可以一次打印；空白的在右上方“空白卡”",
        print_command("cards", "card"),
    ),
    tuple(Blank(f.code, f.label, partial(cards.blank, f.code)) for f in CARD_FORMS),
    tuple(
        Example(picking.card_of(f.code), f.code, f.label.removesuffix("反馈卡")) for f in CARD_FORMS
    ),
    printing.CARD_SUFFIXES,
    printing.card_sheet,
)
CARD_BEFOREHAND: Printable[CardView] = Printable(
    "blank-card",
    "预填反馈卡",
    "subjects",
    _card_beforehand,
    card.document,
    Told(
        "包联责任人：带给企业填，已知的栏目已经填好",
        "帮扶对象 → 右边“反馈卡…”；选中几个对象可以一次打印",
        print_command("subjects", "blank-card", "代码"),
    ),
    examples=tuple(
        Example(picking.subject_of(term.code), term.code, term.label) for term in SUBJECT_KINDS
    ),
    suffixes=printing.CARD_SUFFIXES,
    sheet=printing.card_sheet,
)

DOCUMENTS: tuple[Printable[Any], ...] = (
    *BULLETINS,
    LEDGER_PAPER,
    ANALYSIS,
    DOSSIER,
    CARD,
    CARD_BEFOREHAND,
    VISIT_BEFOREHAND,
    *SLIPS,
    *REQUESTS,
    *NOTICES,
    INSPECTION,
    *ROSTERS,
    *MEETING_PAPERS,
    *CAMPAIGN_PAPERS,
    MODEL_CASE,
    *SUPERVISION,
    *RHYTHM,
)


def documents_of(kind: str) -> tuple[Printable[Any], ...]:
    """The documents that tell of records of a kind."""
    return tuple(one for one in DOCUMENTS if kind in one.kinds)


def chosen(kind: str, name: str | None) -> Printable[Any]:
    """The document of that name or label, or the first that tells of such records.

    Raises `Refused` where there is none.
    """
    fitting = documents_of(kind)
    if not fitting:
        known = dict.fromkeys(kind for one in DOCUMENTS for kind in one.kinds)
        raise Refused(f"“{kind}”没有可打印的文书；可打印的有 {'、'.join(known)}。")
    found = next((one for one in fitting if name in (None, one.name, one.label)), None)
    if found is None:
        raise Refused(f"“{kind}”没有“{name}”这种文书；可用的有 {_called(fitting)}。")
    return found


def _called(documents: Sequence[Printable[Any]]) -> str:
    return "、".join(f"{one.name}（{one.label}）" for one in documents)


def blanks() -> tuple[tuple[Printable[Any], Blank[Any]], ...]:
    """Every blank form that needs no casebook, with the document that it belongs to."""
    return tuple((one, blank) for one in DOCUMENTS for blank in one.blanks)


def blank_file(name: str, suffix: str) -> bytes:
    """The blank form of that name or label, with or without 空白.

    Raises `Refused` for none, and says which there are, and for a suffix that it cannot have.
    """
    wanted = code_of("card_forms", name) or name
    for one, blank in blanks():
        if wanted in (blank.name, blank.label, blank.called):
            return one.drawn(blank.view(), suffix)
    known = "、".join(f"{blank.name}（{blank.label}）" for _, blank in blanks())
    raise Refused(f"没有表样“{name}”；可用的有 {known}。")
