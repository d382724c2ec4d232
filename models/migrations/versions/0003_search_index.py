"""The search index: which record has which token, kept beside the tables (`desk.search`).

It is no table of the models: on SQLite it is a full-text table that keeps no text, on PostgreSQL a
column of lexemes. It is filled by `desk.book.migrate` after the revisions have run.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(words, content='', contentless_delete=1,"
    " detail=none, prefix='1', tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_index_terms USING fts5vocab('search_index', 'instance')",
)
_POSTGRESQL = (
    "CREATE TABLE search_index"
    " (key bigint CONSTRAINT pk_search_index PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
)


def upgrade() -> None:
    """Bring the tables to this revision."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if on_sqlite else _POSTGRESQL:
        op.execute(statement)
