"""How a list is narrowed down to the records that may hold a word, before it looks at them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select

from desk.search.grounds import ground, has_own, ids_within
from desk.search.sources import BY_TABLE
from models.searching import Word, chinese, words


@dataclass(frozen=True)
class Narrowed:
    """The ids of the records that may hold a word in their own texts; of an `exact` word, those
    that do and no others."""

    ids: Select[Any]
    exact: bool


def narrowed(connection: Connection, table: str, word: str) -> Narrowed | None:
    """What the index says of a word that may stand anywhere in a record's own texts.

    None where it says nothing: of a table that is not searched, and of a word without Chinese
    characters, which the index finds by its beginning alone.
    """
    source = BY_TABLE.get(table)
    wanted = [chinese(one) for one in words(word)]
    if source is None or not source.listed or not any(_says(one) for one in wanted):
        return None
    (one,) = wanted
    expression = has_own(ground(connection), one)
    return Narrowed(ids_within(connection, expression, source.span), one.exact and not one.begun)


def _says(word: Word) -> bool:
    return bool(word.whole or word.begun)
