"""Units and people: who helps, who handles, who answers."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged, refers


class Organization(Logged):
    """单位: a department, park, township, company, bank or 专班, with its tier and parent."""

    __tablename__ = "organization"

    name: Mapped[str | None] = mapped_column(index=True)
    short_name: Mapped[str | None]
    organization_type: Mapped[str | None]
    tier: Mapped[str | None]
    parent: Mapped[str | None] = refers("organization")
    phone: Mapped[str | None]
    liaison: Mapped[str | None] = refers("person", index=False)
    note: Mapped[str | None]


class Person(Logged):
    """干部、企业联系人: a person with organization, post and telephone."""

    __tablename__ = "person"

    name: Mapped[str | None] = mapped_column(index=True)
    organization: Mapped[str | None] = refers("organization")
    post: Mapped[str | None]
    phone: Mapped[str | None]
    note: Mapped[str | None]
