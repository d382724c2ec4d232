"""A few dozen random lives in a real casebook: what is cached is what the steps say, undo restores.

The rules themselves are walked in `tests/models/test_issue_machine.py`; here the door, the log and
the cache are, on three issues that steps are taken of one by one or together.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from desk import derived, details
from desk.attachments import Evidence
from desk.book import undo
from desk.book.casebook import Book
from desk.errors import Refused
from desk.issues import Act, step_many
from models.tables import Issue, Step
from tests.desk import office

LIVES, TURNS = 24, 8
PROOF = (Evidence("现场照片.txt", b"seen on the spot"),)
UNHURRIED = settings(
    max_examples=LIVES,
    stateful_step_count=TURNS,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
#: What a careful person writes for each step that moves an issue on, and for some that do not.
ACTS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("dispatch", {"lead_unit": office.POWER, "co_units": office.LAND}),
    ("dispatch", {"lead_unit": office.LAND, "due_on": "2018-08-20", "grade": "重大"}),
    ("accept", {"responsible": "李安四"}),
    ("return", {"reason": "不属本单位职责"}),
    ("measure", {"text": "更换变压器", "treats_cause": "治本"}),
    ("measure_done", {"measure": 1, "outcome": "已更换"}),
    ("co_answer", {"unit": office.LAND, "text": "同意"}),
    ("ask_extension", {"due_on": "2018-09-20", "reason": "设备未到", "by": "李安四"}),
    ("grant_extension", {"by": "周安一"}),
    ("suspend", {"basis": "待规划批复", "review_on": "2018-08-15"}),
    ("resume", {"reason": "规划已批"}),
    ("resolve", {"result": "已恢复供电"}),
    ("verify", {}),
    ("follow_up", {"satisfaction": "满意", "way": "电话", "asked": "厂长"}),
    ("follow_up", {"satisfaction": "不满意"}),
    ("close", {}),
    ("reopen", {"reason": "又停电"}),
)
PATH = tuple(ACTS[place] for place in (0, 2, 11, 12, 13, 15))


class Casebook(RuleBasedStateMachine):
    """Three issues, new with each life, of the casebook that all lives share."""

    book: ClassVar[Book]

    @initialize()
    def begin(self) -> None:
        subjects = (office.CLOUD, office.GRAIN, office.TIDE)
        self.numbers = [office.issue(self.book, s, "2018-07-02", "旺季停电") for s in subjects]

    @rule(number=st.integers(0, 2), on=st.sampled_from(PATH + ACTS))
    def step(self, number: int, on: tuple[str, Mapping[str, Any]]) -> None:
        self._take([self.numbers[number]], on)

    @rule(on=st.sampled_from(PATH))
    def step_of_all(self, on: tuple[str, Mapping[str, Any]]) -> None:
        self._take(self.numbers, on)

    def _take(self, numbers: list[str], on: tuple[str, Mapping[str, Any]]) -> None:
        before, count = self._shown(), self._steps()
        name, values = on
        taken = False
        with suppress(Refused):
            step_many(self.book, numbers, Act(name, values, PROOF), office.ACTOR)
            taken = True
        if not taken:
            assert (self._shown(), self._steps()) == (before, count)
            return
        assert self._steps() == count + len(numbers)
        after = self._shown()
        undo.undo(self.book, office.ACTOR)
        assert (self._shown(), self._steps()) == (before, count)
        undo.redo(self.book, office.ACTOR)
        assert self._shown() == after

    @invariant()
    def what_is_cached_is_what_the_steps_say(self) -> None:
        with self.book.read() as connection:
            assert derived.stale(connection) == []

    @invariant()
    def every_step_is_told(self) -> None:
        with self.book.read() as connection:
            today = self.book.clock.today()
            told = [details.issue(connection, number, today) for number in self.numbers]
        assert sum(len(one.steps) for one in told) == self._steps()
        assert all(one.state.passed_over == () for one in told)

    def _shown(self) -> list[tuple[Any, ...]]:
        columns = [Issue.__table__.c[name] for name in derived.CACHED]
        with self.book.read() as connection:
            ours = select(*columns).where(Issue.number.in_(self.numbers)).order_by(Issue.id)
            return [tuple(row) for row in connection.execute(ours)]

    def _steps(self) -> int:
        with self.book.read() as connection:
            ours = select(Step.uid).join(Issue, Issue.uid == Step.issue)
            return len(connection.execute(ours.where(Issue.number.in_(self.numbers))).all())


def test_what_is_cached_is_what_the_steps_say_and_undo_restores(tmp_path: Path) -> None:
    with office.new_book(tmp_path) as book:
        Casebook.book = office.with_subjects(book)
        run_state_machine_as_test(Casebook, settings=UNHURRIED)
