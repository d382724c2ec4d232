"""The tables: as the migrations make them, portable, and each column where the log needs it."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Table, create_mock_engine, make_url
from sqlalchemy.schema import CreateTable, ExecutableDDLElement

from desk.search.grounds import is_of_the_models
from models.fields import KINDS, Field, Kind
from models.steps import STEPS
from models.tables import TABLE_LABELS, Base, Logged, Step, logged_columns, logged_models
from tests.desk import office

POSTGRESQL = make_url("postgresql+psycopg://").get_dialect()()
#: The search index lies beside the tables of the models.
COMPARED = {"compare_type": True, "include_name": is_of_the_models}
TABLES = list(Base.metadata.tables.values())
#: Fields that are lists kept as rows of another table, or computed when asked for.
NOT_COLUMNS = {"visitors", "issues", "co_units", "lamp"}


def test_the_migrations_make_exactly_the_tables_of_the_models(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book, book.read() as connection:
        context = MigrationContext.configure(connection, opts=COMPARED)
        assert compare_metadata(context, Base.metadata) == []


def test_every_table_is_strict_on_sqlite(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book, book.read() as connection:
        made = connection.exec_driver_sql("PRAGMA table_list").mappings().all()
        strict = {row["name"] for row in made if row["strict"]}
        indexed = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE name = 'op'"
        ).scalar()
    assert {table.name for table in TABLES} <= strict
    assert "WITHOUT ROWID" in (indexed or "")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_can_be_made_on_postgresql(table: Table) -> None:
    said = str(CreateTable(table).compile(dialect=POSTGRESQL))
    assert said.strip().startswith(f"CREATE TABLE {table.name}")
    assert "STRICT" not in said


def test_all_of_it_compiles_for_postgresql_with_its_indexes() -> None:
    said: list[str] = []

    def write(element: ExecutableDDLElement, *_arguments: object, **_more: object) -> None:
        said.append(str(element.compile(dialect=POSTGRESQL)))

    engine = create_mock_engine("postgresql+psycopg://", write)
    Base.metadata.create_all(engine, checkfirst=False)
    assert len(said) == len(TABLES) + sum(len(table.indexes) for table in TABLES)


@pytest.mark.parametrize("model", logged_models().values(), ids=lambda model: model.__tablename__)
def test_columns_that_merge_carry_no_constraint(model: type[Logged]) -> None:
    for column in model.__table__.columns:
        assert column.name in ("id", "uid") or (column.nullable and not column.unique)
        assert not column.foreign_keys


@pytest.mark.parametrize("model", logged_models().values(), ids=lambda model: model.__tablename__)
def test_what_a_column_refers_to_is_a_table(model: type[Logged]) -> None:
    targets = {column.info.get("refers") for column in model.__table__.columns} - {None, "*"}
    assert targets <= logged_models().keys()


def test_every_logged_table_has_a_name_for_people() -> None:
    assert TABLE_LABELS.keys() == logged_models().keys()


ENTERED = [(kind.table, one) for kind in KINDS.values() for one in kind.entered]


@pytest.mark.parametrize(("table", "one"), ENTERED, ids=lambda value: getattr(value, "name", value))
def test_every_field_that_is_entered_is_logged(table: str, one: Field) -> None:
    assert one.name in {*logged_columns(logged_models()[table]), *NOT_COLUMNS}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_that_is_shown_is_a_column(kind: Kind) -> None:
    columns = logged_models()[kind.table].__table__.columns.keys()
    assert {one.name for one in kind.fields} - NOT_COLUMNS <= set(columns)


def test_every_parameter_of_a_step_is_a_column_of_the_steps() -> None:
    named = {one.name for rule in STEPS.values() for one in rule.parameters}
    assert named - NOT_COLUMNS <= set(logged_columns(Step))
