"""打开共享台账: where the server is, which database, and who logs in.

What was typed waits in the settings until the casebook is open, but for the password: it is asked
for, used, and forgotten with the window. Who does not want to type it each time writes it into the
password file of PostgreSQL.
"""

from PySide6.QtWidgets import QLineEdit

from desk.book.place import Address
from models.fields import Field, Type
from ui.ask import Ask
from ui.asking import Question
from ui.editors.lines import LineEditor
from ui.forms import Form, editor_for
from ui.newbook import nothing_known
from ui.remembering import fill_remembered, forget
from ui.settings import Settings

PORT = 5432
DRAFT = "shared-casebook"
"""Under which is remembered what was typed, until the casebook is open."""
_PASSWORD = Field("password", "密码", help="不会保存在本机；留空则用 PostgreSQL 的密码文件")
FIELDS = (
    Field("server", "服务器", required=True, help="名称或 IP 地址，如：192.168.1.10"),
    Field("port", "端口", Type.INTEGER, required=True),
    Field("database", "数据库", required=True, help="管理员建好的数据库名，如：baolian"),
    Field("user", "用户名", required=True),
    _PASSWORD,
)


def ask_where(ask: Ask, settings: Settings, known: Address | None = None) -> Address | None:
    """The address that the person names, or None; what is known already stands in the form."""
    lookups = nothing_known()
    password = editor_for(_PASSWORD, lookups)
    if isinstance(password, LineEditor):
        password.line.setEchoMode(QLineEdit.EchoMode.Password)
    form = Form(FIELDS, lookups, {_PASSWORD.name: password})
    form.set_values(_values(known))
    question = Question("打开共享台账", "打开", DRAFT)
    if known is not None:
        forget(settings, DRAFT)  # what is known was typed just now
    given = fill_remembered(ask, settings, question, form, {_PASSWORD.name})
    if given is None:
        return None
    said = {name: "" if value is None else str(value) for name, value in given.items()}
    return Address.made_of(
        said["server"], int(said["port"]), said["database"], said["user"], said["password"]
    )


def _values(known: Address | None) -> dict[str, object]:
    if known is None:
        return {"port": PORT}
    return {
        "server": known.server,
        "port": known.port or PORT,
        "database": known.name,
        "user": known.user,
    }
