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
    a record by, `apart` says which fields that one would look for are not among them, and why, and
    `fields` names what may be changed of each kind that the list holds.
    """

    counted: str
    number: str
    name: str
    apart: str
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
            "名称、代码各不相同，请逐个修改；包联的人用“落实包联…”；没有这一项的对象不动。",
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
            "帮扶对象和三问、三带、四帮的内容每次不同，请逐次修改。",
            {"visits": ("visited_on", "way", "visitors", "met", "note")},
        ),
        "cards": Together(
            "张反馈卡",
            "number",
            "subject",
            "帮扶对象、各栏答案每张不同，请逐张修改。",
            {"cards": ("period", "filled_by", "phone", "note")},
        ),
        "issues": Together(
            "条问题",
            "number",
            "title",
            "帮扶对象、摘要、登记日期请逐条修改；牵头单位、时限、状态随办理步骤变，请办相应的步骤。",
            {"issues": ("category", "source", "raised_by", "campaign", "note")},
        ),
    }
)
"""The lists whose records can be changed together, by name."""
