"""How SQLite goes about what is asked of the log: a walk through all of it is slow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from desk.book.casebook import Book

Asked = list[tuple[str, Any]]


@contextmanager
def noted() -> Iterator[Asked]:
    """What is asked within, with its values."""
    asked: Asked = []

    def note(*said: Any) -> None:
        asked.append((said[2], said[3]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def of_the_log(book: Book, asked: Asked) -> list[str]:
    """How each question to the log is answered."""
    questions = [(said, values) for said, values in asked if said.startswith("SELECT")]
    with book.read() as connection:
        found = [
            row[3]
            for said, values in questions
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values)
        ]
    return [plan for plan in found if " op " in f"{plan} "]
