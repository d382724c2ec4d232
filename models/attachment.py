"""Files that belong to a record, named by what they contain."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Logged, refers


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


class Blob(Base):
    """What a file contains, by its SHA-256: in a shared casebook, which has no folder.

    It is not logged: the bytes are named by what they are, and nothing ever changes them.
    """

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]
