"""Files that are handed in with a form: the field for them, and what was put into it, read."""

from pathlib import Path

from desk.attachments import LocalFile
from ui.editors import FilesEdit
from ui.thumbnails import Thumbnails
from ui.workspace import Workspace


def files_edit(workspace: Workspace, title: str, draft: str) -> FilesEdit:
    """A field for files; `title` heads the question which, `draft` is the form's draft.

    A picture that is pasted lies with the draft until that is dropped.
    """
    return FilesEdit(
        lambda: workspace.ask.open_files(title),
        lambda name, data: workspace.attempt(lambda: workspace.drafts.keep_file(draft, name, data)),
        Thumbnails(workspace).of_path,
    )


def files_of(picked: object) -> list[LocalFile]:
    """The files that were put into such a field: each is read when it is kept."""
    paths = picked if isinstance(picked, tuple) else ()
    return [LocalFile(one) for one in paths if isinstance(one, Path)]
