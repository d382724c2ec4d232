"""简报: the numbered monthly briefing, as a draft and as it was issued."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Logged


class Bulletin(Logged):
    """简报: a month's briefing.

    `text` is JSON of the passages with their figures as live fields; once issued, `figures` holds
    each figure's value and rows as they stood, and the printed files are kept as attachments.
    """

    __tablename__ = "bulletin"

    kind: Mapped[str | None]
    month: Mapped[str | None] = mapped_column(index=True)
    number: Mapped[int | None]
    total_number: Mapped[int | None]
    name: Mapped[str | None]
    office: Mapped[str | None]
    title: Mapped[str | None]
    editor_note: Mapped[str | None]
    text: Mapped[str | None]
    contributed_by: Mapped[str | None]
    report_to: Mapped[str | None]
    send_to: Mapped[str | None]
    issue_to: Mapped[str | None]
    copies: Mapped[int | None]
    issued_on: Mapped[date | None]
    figures: Mapped[str | None]


class Setting(Logged):
    """What an office sets for itself: its name, tier, bulletin's name and lists of receivers."""

    __tablename__ = "setting"

    name: Mapped[str | None] = mapped_column(index=True)
    value: Mapped[str | None]
