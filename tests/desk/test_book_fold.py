"""The fold of ops into row state: the same set of ops gives the same state in any order."""

from dataclasses import dataclass, field
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.book.log import stamp
from desk.book.rowstate import State, Write, fold, overwritten

NAMES = ("name", "phone")


@dataclass
class Laptop:
    """One writer: the ops that arrived here, and what they fold to."""

    code: str
    state: State = field(default_factory=State)
    seen: dict[str, Write] = field(default_factory=dict)

    def arrive(self, write: Write) -> None:
        if write.stamp not in self.seen:
            self.seen[write.stamp] = write
            self.state = fold(self.state, write)

    def write(self, clock: int, kind: str, fields: dict[str, object]) -> None:
        base = overwritten(self.state, kind, fields)
        self.arrive(Write(stamp(clock, self.code), kind, fields, base))


def whole(state: State) -> tuple[object, ...]:
    return state.alive, state.heads, *(state.standing(name) for name in NAMES)


moves = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["name", "phone", "delete", "sync"]), st.integers(0, 2)
    ),
    max_size=12,
)


def played(turns: list[tuple[int, str, int]]) -> list[Write]:
    """All ops of three laptops that edit, delete, revive and hear of one another in part."""
    laptops = [Laptop(code) for code in "abc"]
    laptops[0].write(1, "new", {"name": "云帆", "phone": "1"})
    first = next(iter(laptops[0].seen.values()))
    for laptop in laptops:
        laptop.arrive(first)
    for clock, (who, what, whom) in enumerate(turns, 2):
        laptop = laptops[who]
        if what == "sync":
            for write in sorted(laptops[whom].seen.values(), key=lambda w: w.stamp):
                laptop.arrive(write)
        elif not laptop.state.alive:
            laptop.write(clock, "again", {"name": f"{clock}", "phone": f"{clock}"})
        elif what == "delete":
            laptop.write(clock, "delete", {})
        else:
            laptop.write(clock, "set", {what: f"{clock}"})
    return list({w.stamp: w for laptop in laptops for w in laptop.seen.values()}.values())


@settings(max_examples=300, deadline=None)
@given(turns=moves, order=st.randoms(use_true_random=False))
def test_ops_that_arrive_in_any_order_give_the_same_state(
    turns: list[tuple[int, str, int]], order: Random
) -> None:
    writes = played(turns)
    shuffled = writes.copy()
    order.shuffle(shuffled)
    assert whole(_folded(shuffled)) == whole(_folded(writes))


def _folded(writes: list[Write]) -> State:
    state = State()
    for write in writes:
        state = fold(state, write)
    return state


def test_what_was_written_stands_or_was_overwritten_by_somebody_who_saw_it() -> None:
    here, there = Laptop("a"), Laptop("b")
    here.write(1, "new", {"name": "云帆", "phone": "1"})
    there.arrive(next(iter(here.seen.values())))
    here.write(2, "delete", {})
    there.write(3, "set", {"phone": "2"})
    for write in (*here.seen.values(), *there.seen.values()):
        here.arrive(write)
    assert here.state.alive
    assert here.state.standing("phone") == (stamp(3, "b"),)
    assert here.state.standing("name") == ()


def test_a_row_revived_on_two_laptops_keeps_both_values_until_one_is_edited() -> None:
    here, there = Laptop("a"), Laptop("b")
    here.write(1, "new", {"name": "云帆"})
    here.write(2, "delete", {})
    for write in here.seen.values():
        there.arrive(write)
    here.write(3, "again", {"name": "云帆一"})
    here.write(4, "set", {"name": "云帆二"})
    there.write(5, "again", {"name": "云帆三"})
    for write in (*there.seen.values(), *here.seen.values()):
        here.arrive(write)
        there.arrive(write)
    assert here.state.standing("name") == (stamp(4, "a"), stamp(5, "b"))
    assert there.state.standing("name") == (stamp(4, "a"), stamp(5, "b"))


def test_a_state_reads_back_as_it_was_written() -> None:
    laptop = Laptop("a")
    laptop.write(1, "new", {"name": "云帆"})
    laptop.write(2, "set", {"name": "海棠"})
    assert State.decode(laptop.state.encode()) == laptop.state
