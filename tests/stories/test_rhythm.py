"""日程: a clerk sees who owes what, meets it, plans the visits, and sets the rhythm."""

from pathlib import Path
from typing import cast

from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.rhythm import RhythmPage


def rhythm(me: Sitting) -> RhythmPage:
    return cast("RhythmPage", me.page("rhythm"))


def test_who_owes_what_is_seen_by_duty_and_leads_to_what_meets_it(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    me.press("Ctrl+D")
    page = rhythm(me)
    assert me.window.page is page
    me.picture("日程")
