"""Where a casebook may lie: on a disk of this machine, never on a network share.

Measured (STORAGE.md §6): two machines on one share damage the database, or lose what was
acknowledged without a word.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desk.errors import Refused

#: File-system types that another machine may write to behind our back.
NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "ncp", "afs", "coda"),
        *("9p", "virtiofs", "vboxsf", "prl_fs", "vmhgfs", "davfs", "davfs2", "webdav"),
        *("glusterfs", "ceph", "lustre", "gpfs", "gfs2", "ocfs2", "beegfs", "orangefs", "pvfs2"),
        *("sshfs", "fuse.sshfs", "fuse.smbnetfs", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.rclone"),
        *("fuse.glusterfs", "fuse.ceph", "fuse.curlftpfs", "fuse.s3fs", "fuse.vmhgfs-fuse"),
        *("fuse.mount.davfs", "fuse.cephfs", "fuse.nfs", "fuse.nfs4", "fuse.juicefs"),
    }
)

MOUNT_TABLE = Path("/proc/self/mounts")


@dataclass(frozen=True)
class Mount:
    """One line of the mount table: where, and of which file-system type."""

    point: PurePosixPath
    type: str


def _unescape(text: str) -> str:
    """Undo the octal escapes of the mount table (blank, tab, newline, backslash)."""
    for escape, plain in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(escape, plain)
    return text


def read_mounts(table: str) -> tuple[Mount, ...]:
    """The mounts of a mount table's text, in its order; lines too short are passed over."""
    lines = (line.split() for line in table.splitlines())
    return tuple(
        Mount(PurePosixPath(_unescape(parts[1])), parts[2]) for parts in lines if len(parts) >= 3
    )


def file_system(path: PurePosixPath, mounts: tuple[Mount, ...]) -> str:
    """The type of the file system that holds `path`: the deepest, latest mount above it."""
    above = [mount for mount in mounts if path.is_relative_to(mount.point)]
    deepest = max(
        enumerate(above), key=lambda item: (len(item[1].point.parts), item[0]), default=None
    )
    return deepest[1].type if deepest else ""


def is_network(path: str, table: str) -> bool:
    """Whether `path` lies on a network share, by a mount table's text or by a UNC name."""
    if path.startswith(("\\\\", "//")):
        return True
    return file_system(PurePosixPath(path), read_mounts(table)) in NETWORK_TYPES


def refuse_network(folder: Path) -> None:
    """Raise `Refused` if the folder lies on a network share."""
    table = MOUNT_TABLE.read_text("utf-8", "surrogateescape") if MOUNT_TABLE.exists() else ""
    # As it is written, and as links and drive letters lead to it.
    if any(is_network(str(path), table) for path in (folder.absolute(), folder.resolve())):
        raise Refused(f"“{folder}”在网络共享上，多台电脑同时写会损坏台账；请把台账放在本机硬盘上。")
