"""经营指标: the monthly figures of an enterprise or project."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged, refers


class OperatingFigure(Logged):
    """经营指标: what one subject did in one month (小店区 2022: 规上工业运行监测).

    `month` is written YYYY-MM. Amounts are in 万元, electricity in 万千瓦时.
    """

    __tablename__ = "operating_figure"

    subject: Mapped[str | None] = refers("subject")
    month: Mapped[str | None] = mapped_column(index=True)
    output_value: Mapped[float | None]
    revenue: Mapped[float | None]
    profit: Mapped[float | None]
    tax: Mapped[float | None]
    investment: Mapped[float | None]
    electricity: Mapped[float | None]
    employees: Mapped[int | None]
    note: Mapped[str | None]
