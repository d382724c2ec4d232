"""Cards handed out to be filled in: a sheet for each subject, with what is known of it."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from desk.book.casebook import Book
from desk.cards import views
from desk.errors import Refused
from desk.printing import EXCEL, card_file, write_file
from desk.progress import Progress

_IN_NO_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def hand_out(
    book: Book, subjects: Sequence[str], period: str, folder: Path, progress: Progress | None = None
) -> list[Path]:
    """Write a card of a month (YYYY-MM) for each subject (by uid) into a folder, as Excel.

    All are drawn before one is written. Raises `Refused` where a file of such a name is there,
    `Cancelled` when asked to stop.
    """
    told, today = progress or Progress(), book.clock.today()
    drawn: dict[Path, bytes] = {}
    for place, uid in enumerate(subjects):
        told.step(place, len(subjects), "写反馈卡")
        with book.read() as connection:
            view = views.beforehand(connection, uid, period, today)
        name = f"反馈卡 {period} {view.subject.code} {view.subject.name}"
        drawn[folder / f"{_IN_NO_NAME.sub(' ', name).strip()}{EXCEL}"] = card_file(view, EXCEL)
    _refuse_there(drawn)
    for path, data in drawn.items():
        write_file(path, data, force=False)
    return list(drawn)


def _refuse_there(paths: Iterable[Path]) -> None:
    there = [path.name for path in paths if path.exists()]
    if there:
        raise Refused(f"文件夹里已有“{there[0]}”等 {len(there)} 张卡，没有写；请另选一个文件夹。")
