"""Files that belong to a record, named by what they contain."""

from sqlalchemy.orm import Mapped

from models.base import Logged, refers


class Attachment(Logged):
    """附件: a file kept by SHA-256 in the casebook's folder; `owner` is the uid of any row.

    `size` is in bytes; `name` is what the sender called it and is never used as a path.
    """

    __tablename__ = "attachment"

    owner_table: Mapped[str | None]
    owner: Mapped[str | None] = refers("*")
    sha256: Mapped[str | None]
    name: Mapped[str | None]
    size: Mapped[int | None]
