"""What may be changed of many records at once: for each list its fields, and how it is counted.

Never a number, a name, whom it is about, or what steps alone move; and no field whose blank says
something else than nothing (登记日期: 不填则为今天).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.fields import KINDS, Field


@dataclass(frozen=True)
class Together:
    """A list whose records can be changed together.

    `counted` stands behind how many they are, `number` and `name` are the fields that people know
    a record by, and `fields` names what may be changed of each kind that the list holds.
    """

    counted: str
    number: str
    name: str
    fields: Mapping[str, tuple[str, ...]]

    def asked(self, kinds: Iterable[str]) -> tuple[Field, ...]:
        """The fields that one of these kinds at least has, in the order of the table."""
        found = (KINDS[kind].field(name) for kind in self.fields for name in self._of(kind, kinds))
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _of(self, kind: str, kinds: Iterable[str]) -> tuple[str, ...]:
        return self.fields[kind] if kind in kinds else ()


_REACHED = ("contact", "phone", "address", "note")

TOGETHER: Mapping[str, Together] = MappingProxyType(
    {
        "subjects": Together(
            "个帮扶对象",
            "code",
            "name",
            {
                "enterprises": ("park", "enterprise_class", "industry", *_REACHED),
                "projects": ("park", "level", "stage", *_REACHED),
                "platforms": ("park", "platform_type", *_REACHED),
                "works": ("park", "work_type", *_REACHED),
            },
        ),
        "visits": Together(
            "次走访",
            "number",
            "subject",
            {"visits": ("visited_on", "way", "visitors", "met", "note")},
        ),
        "cards": Together(
            "张反馈卡", "number", "subject", {"cards": ("period", "filled_by", "phone", "note")}
        ),
        "issues": Together(
            "条问题",
            "number",
            "title",
            {"issues": ("category", "source", "raised_by", "campaign", "note")},
        ),
    }
)
"""The lists whose records can be changed together, by name."""
