"""How a value is written on the screen and on the clipboard."""

from collections.abc import Sequence
from datetime import date

from models.fields import Field
from models.vocabulary import label


def spell(field: Field, value: object) -> str:
    """The value of a field as it is read: labels for codes, ISO dates, names parted by 、."""
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case float():
            return f"{value:,.4f}".rstrip("0").rstrip(".")
        case int():
            return f"{value:,}"
        case str():
            return label(field.choices, value) if field.choices else _one_line(value)
        case Sequence():
            return "、".join(str(one) for one in value)
    return str(value)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
