"""走访: one contact with a subject, and who went."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged, refers


class Visit(Logged):
    """走访、联系: one contact with a subject (三河 2018: 三问, 三带, 四帮)."""

    __tablename__ = "visit"

    number: Mapped[str | None] = mapped_column(index=True)
    subject: Mapped[str | None] = refers("subject")
    visited_on: Mapped[date | None] = mapped_column(index=True)
    way: Mapped[str | None]
    met: Mapped[str | None]
    situation: Mapped[str | None]
    needs: Mapped[str | None]
    environment: Mapped[str | None]
    departments: Mapped[str | None]
    services: Mapped[str | None]
    conduct: Mapped[str | None]
    ideas: Mapped[str | None]
    transformation: Mapped[str | None]
    difficulties: Mapped[str | None]
    long_term: Mapped[str | None]
    settled: Mapped[str | None]
    note: Mapped[str | None]


class VisitVisitor(Logged):
    """走访人员: one person who went on a visit; `position` keeps the order of the list."""

    __tablename__ = "visit_visitor"

    visit: Mapped[str | None] = refers("visit")
    person: Mapped[str | None] = refers("person")
    position: Mapped[int | None]
