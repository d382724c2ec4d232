"""Documents of every kind that say a given text wherever people write one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from reports import bulletin, card, dossier, issue_slips, ledger, rosters, visit_slip
from reports.blocks import Document
from reports.view import Passage
from tests.reports import cards, exhibits, samples, slips

RARE = "赵䶮、钱𬭎、喆昇玥翀堃祎镕㛃𫖯𰻝，☑是☐否，350㎡，①②⑨⑩⑪⑳，±0.5℃，25‰，Ⅳ№〔2018〕"
"""Names and marks that the first face of a role often lacks."""


def _bulletin(text: str) -> Document:
    """In the body, in headings of both faces, in the title, in a table and in a chart."""
    levels = (Passage(f"{head}{text}", level) for level, head in enumerate(("", "一、", "（一）")))
    table = replace(exhibits.TABLE, rows=((text, "", "", ""),))
    chart = replace(exhibits.BARS, caption=text)
    view = replace(samples.BULLETIN, title=text, passages=(*levels, table, chart))
    return bulletin.document(replace(view, send_to=(text,)))


def _ledger(text: str) -> Document:
    rows = tuple((*row[:6], text, *row[7:]) for row in samples.ledger(2).rows)
    return ledger.document(replace(samples.ledger(2), rows=rows))


def _roster(text: str) -> Document:
    made = samples.roster(1)
    return rosters.document(replace(made, rows=((*made.rows[0][:3], text, ""),)))


def _dossier(text: str) -> Document:
    return dossier.document(replace(samples.DOSSIER, facts=(("联系人", text),)))


def _visit(text: str) -> Document:
    said = {**slips.VISIT.said, "situation": text}
    return visit_slip.document(replace(slips.VISIT, said=said))


def _dispatch(text: str) -> Document:
    return issue_slips.dispatch(replace(slips.ISSUE, said={**slips.ISSUE.said, "title": text}))


SAYING: Mapping[str, Callable[[str], Document]] = MappingProxyType(
    {
        "bulletin": _bulletin,
        "ledger": _ledger,
        "roster": _roster,
        "dossier": _dossier,
        "card": lambda text: card.document(cards.small(name=text)),
        "visit": _visit,
        "dispatch": _dispatch,
    }
)
PLACES = MappingProxyType(
    {
        "bulletin": "第4段",
        "ledger": "第1行“牵头单位”",
        "roster": "第1行“包联单位”",
        "dossier": "“联系人”一栏",
        "card": "“名称”一栏",
        "visit": "“问现状”一栏",
        "dispatch": "“问题内容”一栏",
    }
)
"""How each names the place where the text stands first."""
