#!/bin/sh
# 手册的文书页：make pictures 用演示台账画出每一种文书。
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
. "$root/resources/setup/setup.sh"
prepare run
cd "$root"
exec "$python" -m resources.manual.draw
