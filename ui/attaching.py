"""Files that are handed in with a form: the field for them, and saving the form with them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QImage

from desk.attachments import LocalFile
from desk.progress import Progress
from ui.editors import FilesEdit
from ui.editors.pasting import as_png
from ui.thumbnails import Thumbnails
from ui.workspace import Workspace

Result = TypeVar("Result")


def files_edit(workspace: Workspace, title: str, draft: str) -> FilesEdit:
    """A field for files; `title` heads the question which, `draft` is the form's draft.

    A picture that is pasted lies with the draft until that is dropped.
    """

    def keep(name: str, image: QImage) -> Path | None:
        return workspace.attempt(lambda: _written_down(workspace, draft, name, image))

    return FilesEdit(lambda: workspace.ask.open_files(title), keep, Thumbnails(workspace).of_path)


def _written_down(workspace: Workspace, draft: str, name: str, image: QImage) -> Path:
    """The file that a picture without one becomes, with a draft; made beside the window."""
    drafts = workspace.drafts

    def work(progress: Progress) -> Path:
        data = as_png(image)
        progress.check()
        return drafts.keep_file(draft, name, data)

    return workspace.jobs.wait("放入粘贴的图片", work)


def save_with(
    workspace: Workspace,
    word: str,
    picked: object,
    save: Callable[[list[LocalFile]], Result],
    *,
    long: bool = False,
) -> Result:
    """Save a form with the files that were put into its field; `word` says what goes on.

    Where there are any it is done beside the window, for they may be large, as what is `long` by
    itself. Raises what `save` raises, and Cancelled where the person stopped it: then nothing is
    kept.
    """
    paths = picked if isinstance(picked, tuple) else ()
    files = [LocalFile(one) for one in paths if isinstance(one, Path)]
    if files or long:
        return workspace.jobs.wait(word, lambda _progress: save(files))
    return save(files)
