"""The one straight line: ui → desk → reports → models."""

import subprocess
import sys

from tests.house.source import ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"


def test_the_layers_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"a layer knows only what stands to its right:\n{done.stdout}"


def test_forms_and_tables_of_the_models_reach_no_database() -> None:
    script = (
        "import sys, models.fields, models.vocabulary, models.workflow, models.checking;"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert done.returncode == 0, "what only describes must not load SQLAlchemy"
