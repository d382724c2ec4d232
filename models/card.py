"""反馈卡: one filled 企业综合情况及问题反馈卡."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged, keyed, refers


class Card(Logged):
    """反馈卡: what one subject answered on one version of a form, for one period.

    `form` and `version` name the definition (`models.forms`), `period` is a month as YYYY-MM.
    `answers` holds the value of each question by its key. The problems of a card are issues that
    point to it by `Issue.card`.
    """

    __tablename__ = "card"

    number: Mapped[str | None] = mapped_column(index=True)
    subject: Mapped[str | None] = refers("subject")
    visit: Mapped[str | None] = refers("visit")
    form: Mapped[str | None]
    version: Mapped[int | None]
    period: Mapped[str | None] = mapped_column(index=True)
    filled_on: Mapped[date | None] = mapped_column(index=True)
    filled_by: Mapped[str | None]
    phone: Mapped[str | None]
    answers: Mapped[dict[str, Any]] = keyed()
    note: Mapped[str | None]
