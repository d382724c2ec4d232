#!/bin/sh
# 手册的图和从程序里取的几页：make pictures 用演示台账画出每一种文书和窗口的每一页。
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
. "$root/resources/setup/setup.sh"
prepare run
cd "$root"
"$python" -m resources.manual.tables
QT_QPA_PLATFORM=offscreen "$python" -m resources.manual.views
exec "$python" -m resources.manual.draw
