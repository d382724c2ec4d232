"""Bring the shipped faces (`reports.fonts`) into the user's cache: once, whole or not at all.

Run from the project's folder as `python -m resources.fonts.build`. It prints nothing; where a
face cannot be had it ends with status 1 and a Chinese sentence that says what to do. With
`--check` it builds nothing: status 1 says that a face is missing.
Faces, packages and licences: GB/T 9704 asks for 仿宋, 楷体, 黑体, 宋体 and 小标宋; these are
the free ones that come nearest, and the fallbacks behind them.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from reports.fonts import SHIPPED, folder
from resources.fonts.fetch import Member, Unavailable, debian_members, npm_members

FANDOL = {
    "FandolFang-Regular": "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    "FandolKai-Regular": "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
    "FandolHei-Regular": "4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28",
    "FandolSong-Regular": "a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0",
}
"""Face of Debian's texlive-lang-chinese → SHA-256 of its source (release 0.3 of 2015)."""

NOTO = {
    "@expo-google-fonts/noto-serif-sc@0.4.3": (
        Member(
            "package/600SemiBold/NotoSerifSC_600SemiBold.ttf",
            "NotoSerifSC-SemiBold.ttf",
            "5d19e0f438d4a30371f584d34a87c9232dba0a85237db63fe5337fe743487def",
        ),
        Member(
            "package/400Regular/NotoSerifSC_400Regular.ttf",
            "NotoSerifSC-Regular.ttf",
            "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        ),
        Member("package/LICENSE_FONT", "NotoSerifSC-LICENSE.txt"),
    ),
    "@expo-google-fonts/noto-sans-sc@0.4.3": (
        Member(
            "package/400Regular/NotoSansSC_400Regular.ttf",
            "NotoSansSC-Regular.ttf",
            "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        ),
        Member("package/LICENSE_FONT", "NotoSansSC-LICENSE.txt"),
    ),
}
"""Package of npm → what is taken from it, unchanged."""

NOTICE = """\
FandolFang、FandolKai、FandolHei、FandolSong 由 Debian 软件包 texlive-lang-chinese 中的
Fandol 0.3（OpenType/CFF）换成 TrueType 轮廓，字形与名称未改；许可为 GPL 第 3 版加字体例外，
见 Fandol-COPYING.txt、Fandol-README.txt。换算程序是包联工作台的 resources/fonts。
NotoSerifSC、NotoSansSC 未经改动，许可为 SIL Open Font License 1.1，见各自的 LICENSE。
"""


def complete(target: Path) -> bool:
    """Whether `target` holds every face."""
    return all((target / f"{name}.ttf").is_file() for name in SHIPPED)


def build(target: Path) -> None:
    """Make the faces beside `target` and rename the finished folder to it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".building-") as work:
        ready = Path(work) / "ready"
        ready.mkdir()
        _fill(ready, Path(work))
        _sync(ready)
        _move(ready, target)


def _fill(ready: Path, work: Path) -> None:
    """Fetch and convert; two processes convert while the rest is fetched."""
    with ExitStack() as started:
        _fetch_fandol(ready, work)
        faces = list(FANDOL)
        halves = [
            started.enter_context(_converting(half, work, ready))
            for half in (faces[::2], faces[1::2])
        ]
        for package, members in NOTO.items():
            npm_members(package, members, work)
            for member in members:
                (work / member.name).rename(ready / member.name)
    if any(half.returncode for half in halves):
        raise Unavailable("字体轮廓没有换成，请把上面的提示告诉开发者。")
    (ready / "NOTICE.txt").write_text(NOTICE, encoding="utf-8")


def _fetch_fandol(ready: Path, work: Path) -> None:
    """Put the four sources into `work`, and their papers into `ready`."""
    faces_at, papers_at = (
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
        "usr/share/doc/texlive-doc/fonts/fandol",
    )
    papers = (
        Member(f"{papers_at}/COPYING.gz", "COPYING.gz"),
        Member(f"{papers_at}/README", "Fandol-README.txt"),
    )
    sources = (Member(f"{faces_at}/{n}.otf", f"{n}.otf", sha) for n, sha in FANDOL.items())
    debian_members("texlive-lang-chinese", (*papers, *sources), work)
    (work / "Fandol-README.txt").rename(ready / "Fandol-README.txt")
    (ready / "Fandol-COPYING.txt").write_bytes(gzip.decompress((work / "COPYING.gz").read_bytes()))


def _converting(faces: Sequence[str], work: Path, ready: Path) -> subprocess.Popen[bytes]:
    """A process that converts some faces; left as a context, it is waited for."""
    pairs = [str(path) for name in faces for path in (work / f"{name}.otf", ready / f"{name}.ttf")]
    return subprocess.Popen([sys.executable, "-m", "resources.fonts.convert", *pairs])


def _sync(ready: Path) -> None:
    """Have the bytes on the disk before the name says that they are."""
    for file in ready.iterdir():
        with file.open("rb") as stream:
            os.fsync(stream.fileno())


def _move(ready: Path, target: Path) -> None:
    """Give the folder its name, unless another run was quicker."""
    if target.exists() and not complete(target):
        shutil.rmtree(target)
    if not target.exists():
        ready.rename(target)


def main() -> None:
    """Build what is missing; refuse a folder the user chose that lacks a face."""
    target = folder()
    if complete(target):
        return
    if "--check" in sys.argv:
        sys.exit(1)
    if os.environ.get("BAOLIAN_FONTS"):
        sys.exit(f"BAOLIAN_FONTS 指的文件夹里字体不全：{target}。应有 {'、'.join(SHIPPED)}。")
    try:
        build(target)
    except Unavailable as problem:
        sys.exit(f"字体没有备好：{problem}")


if __name__ == "__main__":
    main()
