"""名单格式: how the columns of a sender's lists were understood."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged


class ListLayout(Logged):
    """名单格式: which field each heading of a sender's lists fills, as a person settled it.

    `headings` is JSON: the headings of the list; `columns` is JSON: heading → name of the field,
    empty for a column that is not taken in.
    """

    __tablename__ = "list_layout"

    kind: Mapped[str | None] = mapped_column(index=True)
    sender: Mapped[str | None]
    headings: Mapped[str | None]
    columns: Mapped[str | None]
