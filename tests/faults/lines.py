"""A line to a server that can be cut: a door on this machine through which all bytes pass."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Self

from desk.book.place import Address

_COMMIT = b"COMMIT\0"  # as it is said both ways; "READ COMMITTED" is another matter
_MOST = 16  # connections at once, each with its two directions


class Line:
    """Passes everything on, until it is told to cut.

    `before_commit`: the next COMMIT never arrives. `after_commit`: it arrives, and its answer is
    lost. `closed`: nobody gets through; `closes`: so it is from the cut on.
    """

    def __init__(self, to: Address) -> None:
        self.before_commit = self.after_commit = self.closed = self.closes = False
        self._to = (to.url.host or "", to.url.port or 0)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._pool = ThreadPoolExecutor(_MOST)
        self.address = Address(to.url.set(port=self._door.getsockname()[1]))
        self._pool.submit(self._serve)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.cut()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._pool.shutdown()

    def cut(self) -> None:
        """Break every connection."""
        while self._open:
            _end(self._open.pop())

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                if self.closed:
                    _end(client)
                else:
                    server = socket.create_connection(self._to)
                    self._open += [client, server]
                    self._pool.submit(self._pass, client, server)
                    self._pool.submit(self._back, server, client)

    def _pass(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if self.before_commit and _COMMIT in data:
                    self.before_commit, self.closed = False, self.closes
                    break
                if self.after_commit and _COMMIT in data:
                    server.sendall(data)
                    return  # its answer is what breaks the line, in the other direction
                server.sendall(data)
        _end(client)
        _end(server)

    def _back(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if self.after_commit and _COMMIT in data:
                    self.after_commit, self.closed = False, self.closes
                    break
                client.sendall(data)
        _end(client)
        _end(server)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
