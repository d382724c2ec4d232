"""What a row of any logged table is called where it has to be named to people."""

from sqlalchemy import Connection, select

from models.tables import TABLE_LABELS, logged_models

_NAMES = ("number", "name", "title", "month")


def called(connection: Connection, table: str, uid: str) -> str:
    """A row's kind and its number, name or title: 企业… → 帮扶对象“云帆化工有限公司”."""
    model = logged_models()[table]
    row = connection.execute(select(model.__table__).where(model.uid == uid)).one_or_none()
    said = next((name for name in (getattr(row, name, None) for name in _NAMES) if name), "")
    return f"{TABLE_LABELS[table]}“{said}”" if said else TABLE_LABELS[table]
