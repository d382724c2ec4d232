"""包联: who answers for a subject."""

from datetime import date

from sqlalchemy.orm import Mapped

from models.base import Logged, refers


class Assignment(Logged):
    """包联(分包): subject, leader, unit, responsible person, liaison, team and plan, from and to.

    Never overwritten: a change ends one row and begins the next (三河 2018: 一个企业(项目)、
    一名市领导、一套班子、一个方案).
    """

    __tablename__ = "assignment"

    subject: Mapped[str | None] = refers("subject")
    leader: Mapped[str | None] = refers("person")
    unit: Mapped[str | None] = refers("organization")
    responsible: Mapped[str | None] = refers("person")
    liaison: Mapped[str | None] = refers("person")
    team: Mapped[str | None]
    plan: Mapped[str | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    note: Mapped[str | None]
