# Sourced by ./run, ./test and check.sh with $root set: brings what is missing, says what it does.
#
#   prepare run|test    Python, its packages (versions and hashes locked), system libraries, fonts
#
# What was done once is remembered in .venv/set-up, keyed by the locks and by this file.

venv=$root/.venv
stamp=$venv/set-up
python=$venv/bin/python

# Where these are set, every start compiles anew or finds another machine's modules.
unset PYTHONDONTWRITEBYTECODE PYTHONHOME
PYTHONPATH=$root
export PYTHONPATH

# Qt without a screen needs the first line, with a screen also the second.
offscreen_packages='libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0'
screen_packages='libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0'

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

has_screen() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# Without a screen nobody types by ibus; asking for it ends Qt on a machine without a machine-id.
if ! has_screen; then
    QT_IM_MODULES=${QT_IM_MODULES:-compose}
    export QT_IM_MODULES
fi

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# apt_install WHY PACKAGE...
apt_install() {
    why=$1
    shift
    may_install || stop "$why。请让管理员运行：apt-get install --no-install-recommends $*，再来一次。"
    say "$why，正在安装：$*"
    apt-get -qq update || say '软件源没有全部更新，照旧有的目录安装。'
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "$@" \
        </dev/null >/dev/null || stop "没有装上：$*。请检查网络和软件源后再来一次。"
}

# Prints the first Python that the locked packages are built for.
find_python() {
    for name in python3.11 python3.12 python3.13 python3 python; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
        then
            command -v "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    if ! found=$(find_python); then
        apt_install '没有 Python 3.11' python3 python3-venv
        found=$(find_python) || stop '需要 Python 3.11、3.12 或 3.13，请安装后再来一次。'
    fi
    "$found" -c 'import ensurepip, venv' 2>/dev/null ||
        apt_install 'Python 缺少 venv 组件' python3-venv
    say '正在建立运行环境（.venv）……'
    "$found" -m venv --clear "$venv" || stop '运行环境没有建成，请看上面的提示。'
}

lock_of() {
    case $1 in
    run) echo "$root/requirements.lock" ;;
    test) echo "$root/requirements-dev.lock" ;;
    esac
}

key_of() { cat "$(lock_of "$1")" "$root/resources/setup/setup.sh" | sha256sum; }

install_packages() {
    say '正在安装程序库（按锁定的版本，核对校验值）……'
    "$python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary=:all: -r "$(lock_of "$1")" >&2 ||
        stop '程序库没有装全，请检查网络后再来一次。'
}

# The packages of the tests hold those of the program, so they stand for both.
remember() {
    key_of "$1" >"$stamp.new"
    [ "$1" = run ] || key_of run >>"$stamp.new"
    mv "$stamp.new" "$stamp"
}

need_packages() {
    "$python" -c '' 2>/dev/null || make_venv
    if ! grep -qsxF "$(key_of "$1")" "$stamp"; then
        install_packages "$1"
        remember "$1"
    fi
}

# lacks PLUGIN: whether a shared library that this Qt platform needs is missing.
lacks() {
    for qt in "$venv"/lib/python3*/site-packages/PySide6; do
        ldd "$qt/QtWidgets.abi3.so" "$qt/Qt/plugins/platforms/lib$1.so" 2>/dev/null |
            grep -q 'not found' && return
    done
    return 1
}

need_libraries() {
    why='缺少显示窗口所需的系统库'
    # The words of the lists are meant to fall apart.
    # shellcheck disable=SC2086
    if lacks qoffscreen; then
        apt_install "$why" $offscreen_packages $screen_packages
    elif has_screen && lacks qxcb; then
        apt_install "$why" $screen_packages
    fi
}

need_fonts() {
    "$python" -m resources.fonts.build --check && return
    say '正在准备公文字体（只做一次，约半分钟）……'
    "$python" -m resources.fonts.build || [ "$1" = run ] ||
        stop '没有这套字体，测试不能进行。'
}

prepare() {
    need_packages "$1"
    need_libraries
    (cd "$root" && need_fonts "$1")
}
