"""`baolian check`: is the casebook sound? Nothing is written.

The file, its tables, the log's hash chain, the rows against the log, what is derived, references,
numbers and attachments; each finding says what it is about.
"""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection

from desk.book.casebook import Book
from desk.checkup import chain, content, rebuilt
from desk.checkup.finding import Finding
from desk.progress import Progress

__all__ = ["PARTS", "Finding", "check"]

_CHECKS: Mapping[str, tuple[str, Callable[[Connection], Iterator[str]]]] = {
    "file": ("数据库文件", content.of_the_file),
    "tables": ("数据表", content.of_the_tables),
    "log": ("操作记录", chain.of_the_log),
    "rows": ("记录与操作记录", rebuilt.of_the_rows),
    "derived": ("办理状态", content.of_what_is_derived),
    "search": ("检索索引", content.of_the_search_index),
    "references": ("相互引用", content.of_references),
    "numbers": ("编号", content.of_numbers),
}
#: Each part of the check by name, as people read it.
PARTS = {name: label for name, (label, _) in _CHECKS.items()} | {"attachments": "附件"}
_CHECKING = "检查台账"


def check(book: Book, progress: Progress | None = None) -> list[Finding]:
    """Everything that is wrong with a casebook; an empty list says that it is sound."""
    told = progress or Progress()
    with book.read() as connection:
        found = [
            Finding(name, reason)
            for name, (_, look) in told.over(_CHECKS.items(), _CHECKING)
            for reason in look(connection)
        ]
        files = content.of_attachments(connection, book.store)
        return found + [Finding("attachments", reason) for reason in files]
