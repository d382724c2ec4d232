"""The two commands: plain sh, executable, one definition of what is brought."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

SCRIPTS = ("run", "test", ".ci/run", "resources/setup/setup.sh", "resources/setup/check.sh")


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_scripts_are_plain_sh(script: str) -> None:
    shell = shutil.which("dash") or "sh"
    done = subprocess.run(
        [shell, "-n", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("script", ["run", "test", ".ci/run"])
def test_what_people_start_can_be_started(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK), f"git update-index --chmod=+x {script}"


def shell(script: str, root: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a line of sh in which the functions of the set-up are known."""
    line = f'set -eu; root=$1; . "{ROOT}/resources/setup/setup.sh"; {script}'
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **settings}
    return subprocess.run(
        ["sh", "-c", line, "sh", str(root)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project folder with locks and set-up, but with nothing set up."""
    for name in ("requirements.lock", "requirements-dev.lock", "resources/setup/setup.sh"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    (tmp_path / ".venv").mkdir()
    return tmp_path


def test_what_was_set_up_for_the_tests_serves_the_program(bare: Path) -> None:
    done = shell('remember test; grep -qsxF "$(key_of run)" "$stamp"', bare)
    assert done.returncode == 0


def test_a_changed_lock_is_set_up_again(bare: Path) -> None:
    assert shell("remember run", bare).returncode == 0
    with (bare / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    assert shell('grep -qsxF "$(key_of run)" "$stamp"', bare).returncode == 1


def test_who_may_not_install_is_told_what_to_install(bare: Path) -> None:
    done = shell("may_install() { return 1; }; apt_install '缺少组件' libegl1", bare)
    assert done.returncode == 1
    assert done.stderr == (
        "缺少组件。请让管理员运行：apt-get install --no-install-recommends libegl1，再来一次。\n"
    )


def test_an_older_python_is_not_taken(bare: Path) -> None:
    old = bare / "bin"
    old.mkdir()
    for name in ("python3.11", "python3.12", "python3.13", "python3", "python"):
        (old / name).write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (old / name).chmod(0o755)
    done = shell("find_python", bare, PATH=f"{old}:{os.environ['PATH']}")
    assert (done.returncode, done.stdout) == (1, "")


def test_the_python_of_the_tests_would_be_taken(bare: Path) -> None:
    found = shell("find_python", bare, PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert found.returncode == 0
    assert found.stdout.strip()


def test_a_screen_is_seen_on_x_and_on_wayland(bare: Path) -> None:
    assert shell("has_screen", bare).returncode == 1
    assert shell("has_screen", bare, DISPLAY=":0").returncode == 0
    assert shell("has_screen", bare, WAYLAND_DISPLAY="wayland-0").returncode == 0
