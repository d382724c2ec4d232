"""Versions are locked with hashes, and the tests run on what the program runs on."""

import re
from collections.abc import Mapping

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.source import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "resources/fonts/npm.lock")


def pins(lock: str) -> Mapping[str, str]:
    """Package → the line that pins it, without its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith((" ", "#"))]
    return {_name(line): line.split("--hash")[0].strip() for line in lines}


def test_every_locked_package_has_a_version_and_a_hash() -> None:
    for lock in LOCKS:
        text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
        for line in re.findall(r"^\w.*$", text, re.MULTILINE):
            assert "==" in line, f"{lock}: pin {line}"
            assert "--hash=sha256:" in line, f"{lock}: lock again with --generate-hashes"


def test_the_tests_use_the_versions_of_the_program() -> None:
    program, tests = pins("requirements.lock"), pins("requirements-dev.lock")
    differ = {name for name, pin in program.items() if tests.get(name) != pin}
    assert not differ, f"lock both again, the program first: {differ}"


def test_every_wanted_package_is_locked() -> None:
    for wish, lock in (
        ("requirements.in", "requirements.lock"),
        ("requirements-dev.in", "requirements-dev.lock"),
    ):
        lines = (ROOT / wish).read_text(encoding="utf-8").splitlines()
        wanted = {_name(line) for line in lines if re.match(r"\w", line)}
        assert wanted <= set(pins(lock)), f"lock {wish} again"


def _name(line: str) -> str:
    return canonicalize_name(Requirement(line.split("--hash")[0].strip()).name)
