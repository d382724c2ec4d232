#!/bin/sh
# The rules of the house that need no test run: style, types, layers. `make check` calls it.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
. "$root/resources/setup/setup.sh"
prepare test
cd "$root"
status=0

rule() {
    say "== $1"
    shift
    "$python" "$@" || status=1
}

rule '写法（ruff check）' -m ruff check
rule '排版（ruff format）' -m ruff format --check
rule '类型（mypy --strict）' -m mypy
rule '分层（import-linter）' -c 'from importlinter.cli import lint_imports_command as lint; lint()'
exit "$status"
