"""What an office says of itself: name, tier, the name and receivers of its bulletin."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.book.casebook import AS_OF, Book
from desk.book.door import Writer
from desk.errors import Clash, Refused
from desk.seen import conflict, last_hand
from models.checking import BadValue, parse_date
from models.tables import Replica, Setting

#: Setting → its label and what stands for it until the office says otherwise.
SETTINGS: Mapping[str, tuple[str, str]] = {
    "office": ("单位名称", "双创双服工作办公室"),
    "tier": ("层级", "县"),
    "region": ("地区简称", "全区"),
    "bulletin_name": ("简报名称", "双创双服工作简报"),
    "circular_name": ("通报名称", "双创双服情况通报"),
    "special_name": ("专报名称", "双创双服专报"),
    "report_to": ("报", ""),
    "send_to": ("送", ""),
    "issue_to": ("发", ""),
    "special_report_to": ("专报报", ""),
    "copies": ("印数", ""),
    "deadline_rule": ("时限规则", "13710"),
    "warn_days": ("预警提前的工作日", "3"),
    "ladder": ("督办阶梯", "working"),
    "visits_a_day": ("每位领导每天最多走访（家）", "3"),
    AS_OF: ("演示的业务日期", ""),
}


#: The settings that stand with the rules of deadlines, not with what an office says of itself.
OF_RULES = ("deadline_rule", "warn_days", "ladder")


@dataclass(frozen=True)
class Office:
    """The settings by name, and `code`, this laptop's own in every number that it gives."""

    code: str
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


def office(connection: Connection) -> Office:
    """The settings of a casebook; what was never said has its default."""
    kept = connection.execute(select(Setting.name, Setting.value)).all()
    said = {str(row.name): row.value or "" for row in kept}
    values = {name: said.get(name, default) for name, (_, default) in SETTINGS.items()}
    return Office(replica_code(connection), values)


def replica_code(connection: Connection) -> str:
    """This laptop's own code."""
    return str(connection.scalar(select(Replica.code).where(Replica.mine == 1)))


def put(session: Writer, values: Mapping[str, str]) -> None:
    """Set some settings inside a change. Raises `Refused` for a fixed date that is none."""
    for name, written in values.items():
        if name not in SETTINGS:
            raise KeyError(name)
        value = _date(written, session) if name == AS_OF else written
        kept = session.scalars(select(Setting).where(Setting.name == name)).one_or_none()
        if kept is None:
            session.create(Setting, name=name, value=value)
        else:
            kept.value = value


def _date(written: str, session: Writer) -> str:
    """A date in ISO form, or nothing; it takes effect when the casebook is opened next."""
    try:
        day = parse_date(written, session.today)
    except BadValue as error:
        raise Refused(f"{SETTINGS[AS_OF][0]}：{error}。") from error
    return day.isoformat() if day else ""


def save(
    book: Book, values: Mapping[str, str], actor: str, seen: Mapping[str, str] | None = None
) -> None:
    """Set some settings as one change.

    `seen` is what stood there when a form was opened. Raises `Conflict` where somebody else set
    one of them to another value since.
    """
    with book.change("修改办公室设置", actor) as session:
        if seen is not None:
            _refuse_stale(session, values, seen)
        put(session, values)


def _refuse_stale(session: Writer, values: Mapping[str, str], seen: Mapping[str, str]) -> None:
    connection = session.connection()
    now = office(connection)
    moved = [name for name, mine in values.items() if now[name] not in (seen[name], mine)]
    if moved:
        raise conflict([_clash(connection, name, values[name], now[name]) for name in moved])


def _clash(connection: Connection, name: str, mine: str, theirs: str) -> Clash:
    uid = connection.scalar(select(Setting.uid).where(Setting.name == name))
    actor, at = last_hand(connection, (Setting.__tablename__, uid or ""), "value")
    return Clash(name, SETTINGS[name][0], mine, theirs, theirs, f"{actor}，{at}")
