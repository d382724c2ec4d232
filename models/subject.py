"""帮扶对象: enterprises, projects, platforms and public works, in one table."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged


class Subject(Logged):
    """帮扶对象: what is served. `kind` is a code of `vocabulary.SUBJECT_KINDS`.

    Which columns a kind uses is said in `models.fields`. Amounts are in 万元.
    """

    __tablename__ = "subject"

    kind: Mapped[str | None] = mapped_column(index=True)
    code: Mapped[str | None] = mapped_column(index=True)
    name: Mapped[str | None] = mapped_column(index=True)
    also_called: Mapped[str | None]
    credit_code: Mapped[str | None] = mapped_column(index=True)
    park: Mapped[str | None]
    enterprise_class: Mapped[str | None]
    industry: Mapped[str | None]
    legal_representative: Mapped[str | None]
    contact: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    founded_on: Mapped[date | None]
    registered_capital: Mapped[float | None]
    employees: Mapped[int | None]
    annual_revenue: Mapped[float | None]
    business: Mapped[str | None]
    owner: Mapped[str | None]
    level: Mapped[str | None]
    stage: Mapped[str | None]
    total_investment: Mapped[float | None]
    year_investment: Mapped[float | None]
    started_on: Mapped[date | None]
    completed_on: Mapped[date | None]
    platform_type: Mapped[str | None]
    work_type: Mapped[str | None]
    note: Mapped[str | None]
