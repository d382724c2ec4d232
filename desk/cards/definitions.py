"""The forms of the cards (反馈卡), read from `resources/cards`: one file a version.

`card-enterprise.1.json` holds version 1 of the form `card-enterprise`. A version that cards were
filled on is never changed; what an office wants otherwise is the next version.
"""

from functools import cache
from pathlib import Path

import msgspec

from desk.errors import Refused, Trouble
from desk.files import read_bytes
from models.forms import Form
from models.vocabulary import SUBJECT_KINDS, code_of

FOLDER = Path(__file__).parents[2] / "resources" / "cards"


def forms() -> tuple[Form, ...]:
    """The newest version of each form, in the order of the four kinds of subject.

    Raises `Trouble` for a definition that cannot be read.
    """
    newest: dict[str, Form] = {}
    for one in sorted(_all().values(), key=lambda form: form.version):
        newest[one.key] = one
    order = [term.code for term in SUBJECT_KINDS]
    return tuple(sorted(newest.values(), key=lambda form: order.index(form.subject_kind)))


def form(key: str, version: int | None = None) -> Form:
    """A form by its key, and the newest version unless another is wanted.

    Raises `Refused` where there is none, `Trouble` for a definition that cannot be read.
    """
    found = next((one for one in forms() if one.key == key), None)
    if found is not None and version is not None:
        found = _all().get((key, version))
    if found is None:
        known = "、".join(f"{one.key}（{one.title}）" for one in forms())
        of_version = f"第 {version} 版" if version is not None else ""
        raise Refused(f"没有表样“{key}”{of_version}；可用的有 {known}。")
    return found


def form_called(name: str) -> Form:
    """The form of that key, title or kind of subject: card-project, 项目, 项目反馈卡."""
    return form(code_of("card_forms", name) or name)


def form_for(subject_kind: str) -> Form:
    """The form that a kind of subject (a code of `vocabulary.SUBJECT_KINDS`) fills in today."""
    return next(one for one in forms() if one.subject_kind == subject_kind)


@cache
def _all() -> dict[tuple[str, int], Form]:
    found = (read(path) for path in sorted(FOLDER.glob("*.json")))
    return {(one.key, one.version): one for one in found}


def read(path: Path) -> Form:
    """One definition. Raises `Trouble`, which names the file and what is wrong in it."""
    try:
        one = msgspec.json.decode(read_bytes(path), type=Form)
    except msgspec.DecodeError as error:
        raise Trouble(f"表样“{path.name}”读不懂（{error}）；请重新安装程序。") from error
    if path.name != f"{one.key}.{one.version}.json":
        raise Trouble(f"表样“{path.name}”里写的是 {one.key} 第 {one.version} 版；请重新安装程序。")
    return one
