"""Files are written whole and durably, whatever they are called; drafts are found again."""

import asyncio
import os
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from desk.book import backups, engine
from desk.book.casebook import Book, create
from desk.drafts import Drafts
from desk.errors import Trouble
from desk.files import FolderStore, write_bytes
from desk.mounts import refuse_network
from models.tables import Organization
from tests.desk import office


def names_made_durable(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that are synchronised from now on."""
    seen: list[str] = []
    real = os.fsync

    def noted(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            seen.append(path.name)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    return seen


def test_the_name_of_a_folder_made_for_an_attachment_is_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "attachments").mkdir()
    seen = names_made_durable(monkeypatch)
    digest = FolderStore(tmp_path / "attachments").put(b"evidence")
    assert seen == ["attachments", digest[:2]]


def test_a_new_casebook_has_a_durable_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = names_made_durable(monkeypatch)
    create(tmp_path / "casebook")
    assert seen[-1] == tmp_path.name


def test_a_name_as_long_as_the_disk_allows_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 83 + ".x")
    write_bytes(path, b"whole")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"whole"]


@pytest.mark.parametrize("name", ["visits/新", "..", "a:b", "问题 变压器", "a%2Fb", "长" * 200])
def test_a_draft_is_found_again_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.save(name, {"title": "用电"})
    assert [draft.form for draft in drafts.all()] == [name]
    found = drafts.load(name)
    assert found is not None
    assert found.values == {"title": "用电"}
    assert [path.name for path in tmp_path.iterdir()] == ["drafts"]
    drafts.drop(name)
    assert drafts.all() == []


def test_a_backup_that_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    database = tmp_path / "foreign.db"
    connection = sqlite.connect(str(database))
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(Trouble):
        backups.write(database, None, tmp_path / "backups" / "copy.db")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_database_that_cannot_be_opened_is_told_as_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="打不开"):
        engine.reading(tmp_path / "missing" / "casebook.db", None)


def test_a_casebook_opened_by_one_thread_is_given_back_by_another(tmp_path: Path) -> None:
    create(tmp_path / "casebook")
    asyncio.run(asyncio.to_thread(Book.open, tmp_path / "casebook")).close()
    Book.open(tmp_path / "casebook").close()


def test_a_listener_that_fails_leaves_no_other_uninformed(tmp_path: Path) -> None:
    heard: list[frozenset[str]] = []
    with office.new_book(tmp_path) as book:
        book.subscribe(lambda _kinds: heard.remove(frozenset()))
        book.subscribe(heard.append)
        with (
            pytest.raises(ValueError, match="not in list"),
            book.change("登记", office.ACTOR) as session,
        ):
            session.create(Organization, name="经发局")
        assert heard == [frozenset({"organization"})]


def test_a_link_to_a_network_share_is_a_network_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "desktop").symlink_to(tmp_path / "share")
    table = tmp_path / "mounts"
    table.write_bytes(f"server:/x {tmp_path}/share nfs4 rw 0 0\n".encode() + b"x /\xff ext4 rw\n")
    monkeypatch.setattr("desk.mounts.MOUNT_TABLE", table)
    with pytest.raises(Exception, match="网络共享"):
        refuse_network(tmp_path / "desktop" / "台账")


def test_a_casebook_can_be_made_in_the_folder_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    create(Path())
    with Book.open(tmp_path / "here") as book:
        assert book.folder.name == "here"
