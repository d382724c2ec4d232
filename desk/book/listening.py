"""Hearing at once that somebody saved a change: LISTEN on a connection of its own."""

from contextlib import suppress

import psycopg
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from desk.errors import Trouble


class Ear:
    """A connection on which the server calls; it is heard by waiting on `fileno`.

    What is said is not what counts: whoever hears something reads the log (`Book.news`).
    """

    def __init__(self, engine: Engine, channel: str) -> None:
        self._connection = engine.connect()
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        self._driver: psycopg.Connection[tuple[object, ...]] = driver
        self._connection.execute(text(f'LISTEN "{channel}"'))

    def fileno(self) -> int:
        """The socket that becomes readable when the server calls."""
        return self._driver.fileno()

    def heard(self) -> bool:
        """Whether anything was said since this was asked last. Raises `Trouble` if it is deaf."""
        try:
            return bool(list(self._driver.notifies(timeout=0)))
        except psycopg.Error as error:
            raise Trouble("与共享台账的服务器断开了，正在重新连接。") from error

    def close(self) -> None:
        """Hang up; the connection is not used again."""
        if not self._connection.closed:
            with suppress(DBAPIError):
                self._connection.invalidate()
            self._connection.close()
