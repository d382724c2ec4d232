"""会议: agendas drafted from the red issues, decisions that become measures, what came of them."""

from desk.meetings.deciding import Decided, Decision, decide
from desk.meetings.drafting import Proposal, proposals
from desk.meetings.items import MATTER, AgendaItem, Topic, agenda, reword, set_agenda
from desk.meetings.standing import Standing, settled_before

__all__ = [
    "MATTER",
    "AgendaItem",
    "Decided",
    "Decision",
    "Proposal",
    "Standing",
    "Topic",
    "agenda",
    "decide",
    "proposals",
    "reword",
    "set_agenda",
    "settled_before",
]
