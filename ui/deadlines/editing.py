"""The form of one version of a rule: a number and a unit for each stage."""

from collections.abc import Iterator, Mapping
from datetime import date

from desk.deadline_rules import NEEDED, Draft
from models.deadlines import STAGES, UNIT_LABELS, DeadlineRule, Term
from models.fields import Field, Type

_UNIT = "_unit"
_USUAL = "天"
_UNITS = tuple(label.strip() for label in UNIT_LABELS.values())
_HEAD, _TERMS = "规则", "各环节时限（天数不填，该环节就没有时限）"


def fields(today: date) -> list[Field]:
    """What is asked of a version."""
    return [
        Field("label", "规则名称", required=True, section=_HEAD),
        Field("source", "出处", help="文件名、文号，或哪里的做法", section=_HEAD),
        Field("valid_from", "启用日期", Type.DATE, help=f"不填则为今天 {today}", section=_HEAD),
        *(one for stage, label in STAGES.items() for one in _of_stage(stage, label)),
    ]


def _of_stage(stage: str, label: str) -> Iterator[Field]:
    yield Field(stage, label, Type.INTEGER, required=stage == NEEDED, section=_TERMS)
    said = f"{label}按"
    yield Field(stage + _UNIT, said, Type.CHOICE, options=_UNITS, section=_TERMS)


def known(rule: DeadlineRule | None) -> dict[str, object]:
    """What the form begins with: the version that is changed, else the usual unit."""
    said: dict[str, object] = {stage + _UNIT: _USUAL for stage in STAGES}
    if rule is None:
        return said
    said |= {"label": rule.label, "source": rule.source}
    for stage, term in rule.terms.items():
        said |= {stage: term.count, stage + _UNIT: UNIT_LABELS[term.unit].strip()}
    return said


def draft(given: Mapping[str, object], today: date, key: str = "") -> Draft:
    """The version that was written."""
    day = given.get("valid_from")
    return Draft(
        str(given.get("label") or ""),
        dict(_terms(given)),
        day if isinstance(day, date) else today,
        str(given.get("source") or ""),
        key,
    )


def _terms(given: Mapping[str, object]) -> Iterator[tuple[str, Term]]:
    units = {label.strip(): unit for unit, label in UNIT_LABELS.items()}
    for stage in STAGES:
        count = given.get(stage)
        if isinstance(count, int):
            yield stage, Term(count, units[str(given.get(stage + _UNIT) or _USUAL)])
