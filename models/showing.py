"""How a value is shown to people: one way for screen, paper and command line."""

from datetime import date
from typing import Any

from models import vocabulary
from models.fields import Field


def shown(field: Field, value: Any) -> str:
    """A field's value as text: labels for codes, ISO dates, amounts without idle zeros.

    References are expected as labels already, several as a tuple of them.
    """
    if value is None:
        return ""
    if field.choices:
        return vocabulary.label(field.choices, str(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return "、".join(str(one) for one in value)
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def glance(field: Field, value: Any) -> str:
    """A field's value for one line of a list: of several issues the first, and how many they are.

    Numbers that are cut off could be taken for others.
    """
    if field.refers == "issues" and isinstance(value, tuple | list) and len(value) > 1:
        return f"{value[0]} 等 {len(value)} 件"
    return " ".join(shown(field, value).split("\n"))
