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
