"""What is committed names no package registry and no path of one machine."""

import re

import pytest

from tests.house.source import ROOT, committed

# The patterns are written so that they do not match themselves.
HOSTS = (
    r"pypi\.(org|python\.org)",
    r"pythonhosted\.org",
    r"npmjs\.(org|com)",
    r"registry\.(npm|yarnpkg)",
    r"(deb|security|snapshot|ftp[.\w]*)\.debian\.org",
    r"archive\.ubuntu\.com",
    r"nodesource\.com",
    r"mirrors?\.[\w.]*\b(com|cn|net|org)\b",
    r"tuna\.tsinghua",
    r"download\.qt\.io",
)
PLACES = (r"(?<![\w.~$}/])/(work|root|tmp)/",)


@pytest.mark.parametrize("pattern", HOSTS)
def test_no_registry_stands_in_a_committed_file(pattern: str) -> None:
    found = _found(pattern)
    assert not found, f"leave the registry to the machine's own settings: {found}"


@pytest.mark.parametrize("pattern", PLACES)
def test_no_place_of_one_machine_stands_in_a_committed_file(pattern: str) -> None:
    found = _found(pattern)
    assert not found, f"take the place from the caller, tmp_path or the project's root: {found}"


def _found(pattern: str) -> list[str]:
    return [
        f"{path}:{number}"
        for path in committed()
        for number, line in enumerate(_lines(path), 1)
        if re.search(pattern, line, re.IGNORECASE)
    ]


def _lines(path: str) -> list[str]:
    """The lines of a text file; pictures and the like have none."""
    content = (ROOT / path).read_bytes()
    return [] if b"\0" in content else content.decode("utf-8").splitlines()
