"""The attachments of a shared casebook: in its database, by what they contain."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from desk.errors import Trouble
from desk.files import sha256, unaltered
from models.tables import Blob

#: Turns what the server says into `Trouble`, around whatever is asked of it.
Speaking = Callable[[], AbstractContextManager[None]]


class BlobStore:
    """See `desk.files.Store`. What is put is there before the change that names it is saved."""

    def __init__(self, engine: Engine, speaking: Speaking) -> None:
        self._engine = engine
        self._speaking = speaking

    def put(self, data: bytes) -> str:
        """See Store."""
        digest = sha256(data)
        kept = insert(Blob).values(sha256=digest, data=data).on_conflict_do_nothing()
        with self._speaking(), self._engine.connect() as connection:
            if connection.scalar(select(Blob.sha256).where(Blob.sha256 == digest)) is None:
                connection.execute(kept)
        return digest

    def get(self, digest: str) -> bytes:
        """See Store."""
        with self._speaking(), self._engine.connect() as connection:
            data = connection.scalar(select(Blob.data).where(Blob.sha256 == digest))
        if data is None:
            raise Trouble(f"附件 {digest[:12]} 不在共享台账里；请从备份中找回。")
        return unaltered(data, digest)
