"""No rule is switched off in the place that breaks it, and no test sits out."""

import re
import tomllib

import pytest

from tests.house.source import ROOT, modules

# The patterns are written so that they do not match themselves.
EXEMPTIONS = {
    r"type:\s*ignore": "say the type, or add a stub under typings/",
    r"\bno[q]a\b": "change the code, or the rule for all in pyproject.toml with its reason",
    r"TO[D]O|FIX[M]E|X[X]X\b": "do it now, or open an issue for it",
    r"pragma:\s*no cover": "write the test, or drop the code",
    r"mark\.s[k]ip|pytest\.s[k]ip|import_or_s[k]ip|importors[k]ip": "make the test run everywhere",
    r"mark\.xfai[l]|pytest\.xfai[l]": "mend what fails",
    r"\bslee[p]\(": "wait for the event: qtbot.waitUntil, a process's end, a file lock",
    r"unittest\.moc[k]|\bmocke[r]\b": "use the real thing: database, window, files in tmp_path",
}


@pytest.mark.parametrize(("pattern", "cure"), EXEMPTIONS.items())
def test_nothing_is_exempted_in_place(pattern: str, cure: str) -> None:
    found = [
        f"{module.path}:{number}"
        for module in modules()
        for number, line in enumerate(module.text.splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, f"{cure}: {found}"


def test_types_and_layers_have_no_ignore_list() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert "overrides" not in tools["mypy"], "stubs under typings/ instead of mypy overrides"
    lists = [c["name"] for c in tools["importlinter"]["contracts"] if "ignore_imports" in c]
    assert not lists, f"move the code to the room it belongs to: {lists}"
