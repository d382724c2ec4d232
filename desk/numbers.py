"""Numbers that people use: given once, never again, also when what carried them was undone.

Subjects are `CODE-Q0001` (Q 企业, X 项目, P 平台, G 工程); visits and issues are `CODE-YEAR-NNNN`,
with this laptop's code, so that numbers made without a network never meet (DESIGN.md §3).
"""

from collections import Counter as Counted
from collections.abc import Sequence

from sqlalchemy import insert, select, update

from desk.book.door import Writer
from desk.settings import replica_code
from models.tables import Counter

SUBJECT_LETTERS = {"enterprise": "Q", "project": "X", "platform": "P", "public_work": "G"}
_NO_YEAR = 0


def take(session: Writer, series: str, year: int, count: int = 1) -> range:
    """The next `count` numbers of a series in a year; the counter moves inside the transaction."""
    connection = session.connection()
    ours = (Counter.series == series, Counter.year == year)
    last = connection.scalar(select(Counter.value).where(*ours))
    if last is None:
        connection.execute(insert(Counter).values(series=series, year=year, value=count))
    else:
        connection.execute(update(Counter).where(*ours).values(value=last + count))
    return range((last or 0) + 1, (last or 0) + count + 1)


def of_the_year(session: Writer, series: str, year: int) -> str:
    """The next number of visits or issues in a year, as `渤新A-2018-0089`."""
    number = take(session, series, year)[0]
    return f"{replica_code(session.connection())}-{year}-{number:04d}"


def common_problem(session: Writer, year: int) -> str:
    """The next number of common problems (共性问题) in a year, as `渤新A-2018-共1`."""
    return f"{replica_code(session.connection())}-{year}-共{take(session, 'common', year)[0]}"


def batch(session: Writer, year: int) -> str:
    """The next batch (交办批次) of issues handed out together in a year, as `渤新A-2018-第3批`."""
    number = take(session, "batch", year)[0]
    return f"{replica_code(session.connection())}-{year}-第{number}批"


def of_the_years(session: Writer, series: str, years: Sequence[int]) -> list[str]:
    """The next numbers of visits or issues, one for each year that is named, in that order."""
    code = replica_code(session.connection())
    given = {y: iter(take(session, series, y, n)) for y, n in sorted(Counted(years).items())}
    return [f"{code}-{year}-{next(given[year]):04d}" for year in years]


def subject_codes(session: Writer, subject_kind: str, count: int = 1) -> list[str]:
    """The next short codes of subjects of a kind, as `渤新A-Q0001`."""
    letter = SUBJECT_LETTERS[subject_kind]
    code = replica_code(session.connection())
    return [f"{code}-{letter}{n:04d}" for n in take(session, letter, _NO_YEAR, count)]


def of_notices(session: Writer, word: str, year: int) -> str:
    """The next number of 催办单 or 督办单 in a year, as `渤新A督办〔2018〕3号`."""
    code = replica_code(session.connection())
    return f"{code}{word}〔{year}〕{take(session, word, year)[0]}号"
