"""What PostgreSQL says, in Chinese: whose fault it is, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from desk.book.place import Address
from desk.errors import Refused, Trouble

NOT_SAVED = "与服务器的连接断了，这次修改没有保存；表单里的内容还在，连接恢复后请再保存一次。"
_UNREACHABLE = "连不上共享台账的服务器“{server}”；请检查网络，或问管理员服务器是否开着。"

#: SQLSTATE, or its first two characters → what it means to people.
_BY_STATE = {
    "28": "用户名或密码不对，服务器“{server}”没有让您进去；请核对后再试。",
    "3D": "服务器“{server}”上没有名为“{name}”的数据库；请核对名称，或请管理员建一个。",
    "42501": "用户“{user}”在数据库“{name}”里没有权限；请管理员授权。",
    "25006": "数据库“{name}”现在只能读；请问管理员，服务器是否是备机。",
    "55P03": "同事正在保存一项很大的修改；请稍候再试，这次修改没有保存。",
    "53100": "服务器的磁盘已满，这次修改没有保存；请告诉管理员。",
    "53300": "服务器的连接数已满；请稍候再试，或请管理员调大 max_connections。",
    "57014": "服务器中止了这次操作，没有保存；请稍候再试。",
    "57P03": "服务器“{server}”正在启动或停机；请稍候再试。",
    "57P": NOT_SAVED,
    "08": NOT_SAVED,
    "58": "服务器的磁盘出了故障（{reason}），这次修改没有保存；请马上告诉管理员。",
    "XX": "服务器上的数据库出了故障（{reason}）；请马上告诉管理员，必要时从备份恢复。",
}
#: libpq gives no SQLSTATE when it cannot connect, only words.
_BY_WORDS = (
    (("password", "authentication", "role", "no pg_hba", "认证", "角色", "密码"), "28"),
    (("does not exist", "不存在"), "3D"),
    (("too many", "连接数"), "53300"),
    (("starting up", "shutting down", "recovery"), "57P03"),
)


class Unreachable(Trouble):
    """Nobody answers at the server's address."""


@contextmanager
def server_speaks_chinese(address: Address) -> Iterator[None]:
    """Turn what the server or the network says into `Trouble`, and bad input into `Refused`."""
    try:
        yield
    except DBAPIError as error:
        said = _said(error)
        if said is None:
            raise
        kind = Unreachable if said == _UNREACHABLE else Trouble
        raise kind(
            said.format(
                server=address.server,
                name=address.name,
                user=address.user,
                reason=_first_line(error),
            )
        ) from error


def _said(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("22"):  # a value that the database does not take, such as a NUL character
        raise Refused("有一项内容里含有数据库不收的字符；请去掉后再试。") from error
    for length in (5, 3, 2):
        if state[:length] in _BY_STATE:
            return _BY_STATE[state[:length]]
    if state:
        return None
    return _unconnected(error)


def _unconnected(error: DBAPIError) -> str | None:
    if type(error.orig).__name__ == "DataError":
        raise Refused("有一项内容里含有数据库不收的字符；请去掉后再试。") from error
    if type(error.orig).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return None
    if error.connection_invalidated or error.statement:
        return NOT_SAVED
    reason = str(error.orig)
    found = (state for words, state in _BY_WORDS if any(word in reason for word in words))
    return _BY_STATE.get(next(found, ""), _UNREACHABLE)


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).partition("\n")[0]
