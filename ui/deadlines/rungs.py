"""The form of one version of a ladder: a number of days for each thing that is sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desk.ladders import CHASED_STAGES, LEVELS, Draft, draft_of, standard
from models.deadlines import Unit
from models.fields import Field, Type
from models.ladder import STAGE_LABELS, Ladder

_UNITS: Mapping[str, Unit] = {"工作日": Unit.WORKING, "自然日": Unit.CALENDAR}
_YES, _NO = "是", "否"
_HEAD, _DAYS = "阶梯", "天数（不填则没有这一级）"


def fields(today: date) -> list[Field]:
    """What is asked of a version."""
    return [
        Field("label", "阶梯名称", required=True, section=_HEAD),
        Field("source", "出处", help="文件名、文号，或哪里的做法", section=_HEAD),
        Field("valid_from", "启用日期", Type.DATE, help=f"不填则为今天 {today}", section=_HEAD),
        Field("unit", "天数按", Type.CHOICE, options=(*_UNITS,), required=True, section=_DAYS),
        _days("before", "到期前几天催办"),
        Field("on_the_day", "到期当天催办", Type.CHOICE, options=(_YES, _NO), section=_DAYS),
        *(_days(level, f"超期几天{level}色督办") for level in LEVELS),
        *(_days(stage, f"{STAGE_LABELS[stage]}超期几天催办") for stage in CHASED_STAGES),
    ]


def _days(name: str, label: str) -> Field:
    return Field(name, label, Type.INTEGER, section=_DAYS)


def known(ladder: Ladder | None, today: date) -> dict[str, object]:
    """What the form begins with: the version that is changed, or the days of the shipped one."""
    said = draft_of(ladder or standard(), today)
    if ladder is None:
        said = replace(said, label="", source="")
    units = {unit: word for word, unit in _UNITS.items()}
    return {
        "label": said.label,
        "source": said.source,
        "unit": units[said.unit],
        "before": said.before,
        "on_the_day": _YES if said.on_the_day else _NO,
        **said.levels,
        **said.stages,
    }


def draft(given: Mapping[str, object], today: date, key: str = "") -> Draft:
    """The version that was written."""
    day = given.get("valid_from")
    days = {name: count for name, count in given.items() if isinstance(count, int)}
    return Draft(
        str(given.get("label") or ""),
        day if isinstance(day, date) else today,
        _UNITS[str(given["unit"])],
        days.get("before"),
        given.get("on_the_day") == _YES,
        {level: days[level] for level in LEVELS if level in days},
        {stage: days[stage] for stage in CHASED_STAGES if stage in days},
        str(given.get("source") or ""),
        key,
    )
