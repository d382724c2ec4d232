"""Taking filled cards in from Excel: each is checked first, those that are right are one change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.cards.filling import Entered, edit_within, save_within
from desk.cards.judging import CREATED, REJECTED, UNCHANGED, UPDATED, Outcome, judge
from desk.cards.reading import SentCard, read_cards
from desk.errors import Refused
from desk.intake.table import Problem
from desk.progress import Progress

_TWICE = "同一对象同一期间的卡交了不止一份，只看了第一份“{}”，请核对以哪一份为准"


@dataclass(frozen=True)
class Plan:
    """What becomes of the cards in some files."""

    outcomes: tuple[Outcome, ...]
    duplicates: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """As an import counts (CLI.md): read = created + updated + unchanged + rejected."""
        said = Counter(one.status for one in self.outcomes)
        statuses = {name: said[name] for name in (CREATED, UPDATED, UNCHANGED, REJECTED)}
        return {
            "read": len(self.outcomes),
            **statuses,
            "skipped": 0,
            "duplicates": self.duplicates,
        }


def files_in(path: Path) -> list[Path]:
    """The Excel files of a folder, or the file itself. Raises `Refused` for an empty folder."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.glob("*.xls*") if not p.name.startswith(("~", ".")))
    if not found:
        raise Refused(f"文件夹“{path.name}”里没有 Excel 文件；请指明放反馈卡的文件夹。")
    return found


def plan(book: Book, paths: Sequence[Path], progress: Progress | None = None) -> Plan:
    """What would become of the cards in these files; nothing is written.

    A file that cannot be read or holds no card is a rejected card, with the reason. Raises
    `Cancelled` when asked to stop.
    """
    told = progress or Progress()
    read = [one for path in told.over(paths, "读取反馈卡") for one in _read(path, told)]
    with book.read() as connection:
        found = [
            judge(connection, one, book.clock.today()) if isinstance(one, SentCard) else one
            for one in read
        ]
    return _each_once(found)


def _read(path: Path, progress: Progress) -> Sequence[SentCard | Outcome]:
    try:
        return read_cards(path, progress)
    except Refused as error:
        problem = Problem(1, "", "", error.sentence, rejected=True)
        return [Outcome(path.name, "", "", REJECTED, (problem,))]


def _each_once(found: Sequence[Outcome]) -> Plan:
    """The second card of one subject and month is rejected: nobody can say which is right."""
    first: dict[tuple[str, str], str] = {}
    outcomes: list[Outcome] = []
    for one in found:
        key = (str(one.filled.head["subject"]) if one.filled else one.subject, one.period)
        if one.status != REJECTED and key in first:
            said = Problem(1, "", "", _TWICE.format(first[key]), rejected=True)
            one = replace(one, status=REJECTED, problems=(*one.problems, said), filled=None)
        elif one.status != REJECTED:
            first[key] = one.file
        outcomes.append(one)
    return Plan(tuple(outcomes), len(found) - len(first) - _rejected(found))


def _rejected(found: Sequence[Outcome]) -> int:
    return sum(one.status == REJECTED for one in found)


def take_in(
    book: Book, paths: Sequence[Path], actor: str, progress: Progress | None = None
) -> Plan:
    """Take in the cards that are right, as one change; the others are told with their reasons.

    Raises `Refused` where a card cannot be kept after all, and leaves all as it was; `Cancelled`
    when asked to stop.
    """
    return keep(book, plan(book, paths, progress), actor)


def keep(book: Book, made: Plan, actor: str) -> Plan:
    """The same with a plan that was made before, without reading the files again."""
    wanted = [one for one in made.outcomes if one.status in (CREATED, UPDATED)]
    if not wanted:
        return made
    with book.change(f"导入反馈卡 {len(wanted)} 张", actor) as session:
        return replace(made, outcomes=tuple(_kept(session, book, made.outcomes)))


def _kept(session: Writer, book: Book, outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    for one in outcomes:
        if one.status in (CREATED, UPDATED):
            entered = _keep(session, book, one)
            said = (Problem(1, "", "", note, rejected=False) for note in entered.notes)
            problems = tuple(dict.fromkeys((*one.problems, *said)))
            yield replace(one, number=entered.card.number, problems=problems)
        else:
            yield one


def _keep(session: Writer, book: Book, one: Outcome) -> Entered:
    assert one.filled is not None
    try:
        if one.existing is not None:
            return edit_within(session, book, one.existing, one.filled)
        return save_within(session, book, one.filled)
    except Refused as error:
        raise Refused(f"“{one.file}”：{error.sentence}") from error
