"""Where a casebook lies: a folder of this machine, or the address of a database that is shared.

An address is written `postgresql://USER@SERVER:PORT/DATABASE`. Its password is used and never
kept: what is remembered, shown or hashed leaves it out. SQLAlchemy, which reads addresses, is
loaded with the first of them: the window asks for places before it is painted.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from desk.errors import Refused

if TYPE_CHECKING:
    from sqlalchemy import URL

_SCHEMES = ("postgresql:", "postgres:", "postgresql+psycopg:")
_DRIVER = "postgresql+psycopg"
_HASHED = 16  # hexadecimal digits: enough to keep apart the offices of one laptop
_WRITTEN_SO = "postgresql://用户名@服务器:5432/数据库名"


class Address(NamedTuple):
    """The address of a shared casebook (共享台账): server, port, database, user, password."""

    url: URL

    def __repr__(self) -> str:
        """As it may be shown: a password stands in no report."""
        return f"Address({self})"

    @staticmethod
    def parse(written: str) -> Address:
        """The address that is written so. Raises `Refused` for what is none."""
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(written.strip())
        except (ArgumentError, ValueError) as error:
            raise Refused(f"共享台账的地址写得不对；请写成 {_WRITTEN_SO}。") from error
        if not url.database:
            raise Refused(f"共享台账的地址里没有数据库名；请写成 {_WRITTEN_SO}。")
        return Address(url.set(drivername=_DRIVER))

    @staticmethod
    def made_of(server: str, port: int, database: str, user: str, password: str) -> Address:
        """The address of a database as a person names it part by part."""
        from sqlalchemy import URL

        return Address(URL.create(_DRIVER, user, password or None, server, port, database))

    @property
    def port(self) -> int | None:
        """The port at which the server listens; None for its usual one."""
        return self.url.port

    @property
    def name(self) -> str:
        """What the database is called."""
        return self.url.database or ""

    @property
    def server(self) -> str:
        """The machine that holds the database, as people know it."""
        return self.url.host or "本机"

    @property
    def user(self) -> str:
        """Who logs in; empty where the address leaves it open."""
        return self.url.username or ""

    def __str__(self) -> str:
        """The address without its password, as it may be shown and remembered."""
        bare = self.url._replace(password=None).difference_update_query(["password"])
        return bare.set(drivername="postgresql").render_as_string(hide_password=False)

    @property
    def folder(self) -> Path:
        """What this machine keeps of the shared casebook: drafts, copies, crash reports."""
        import hashlib

        key = hashlib.sha256(str(self).encode()).hexdigest()[:_HASHED]
        return user_data() / "shared" / key


Place: TypeAlias = Path | Address


def is_address(written: str) -> bool:
    """Whether a casebook is named by an address, and not by a folder."""
    return written.strip().startswith(_SCHEMES)


def is_there(written: str) -> bool:
    """Whether a casebook that was used last can be opened again without asking."""
    return is_address(written) or Path(written).is_dir()


def place_of(written: str) -> Place:
    """The place that a person wrote. Raises `Refused` for an address that is none."""
    return Address.parse(written) if is_address(written) else Path(written)


def remembered(place: Place) -> str:
    """A place as it may be kept and shown: a folder in full, an address without its password."""
    return str(place.absolute() if isinstance(place, Path) else place)


def user_data() -> Path:
    """The folder for this user's data on this machine, by the custom of each system."""
    return _user_folder("LOCALAPPDATA", "XDG_DATA_HOME", Path(".local") / "share")


def user_config() -> Path:
    """The folder for what this user has chosen on this machine, by the custom of each system."""
    return _user_folder("APPDATA", "XDG_CONFIG_HOME", Path(".config"))


_ON_WINDOWS = {"LOCALAPPDATA": "Local", "APPDATA": "Roaming"}


def _user_folder(windows: str, linux: str, below_home: Path) -> Path:
    """By the system's variable, else where that points by custom."""
    if sys.platform == "win32":
        base = os.environ.get(windows) or Path.home() / "AppData" / _ON_WINDOWS[windows]
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get(linux) or Path.home() / below_home
    return Path(base) / "baolian-desk"
