"""The number beside each option: what a reader gets who chooses it alone in its filter."""

from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from data import measures
from data.model import Status
from data.selection import Snapshot, choose
from data.selection.filters import Filters
from tests.support import build, oracle
from tests.support.build import action, confirmed, late, milestone
from tests.support.drawn import DAYS, KINDS, PRIORITIES, law, some

STATES = ("XAA", "XBB")
EU_SIDE = ("EUP", "EUJ")
LISTS = {
    "country": STATES,
    "eu": EU_SIDE,
    "priority": PRIORITIES,
    "status": tuple(Status),
    "kind": KINDS,
}
filters = st.builds(
    Filters,
    **{name: some(values) for name, values in LISTS.items()},
    since=st.none() | st.sampled_from(DAYS),
    until=st.none() | st.sampled_from(DAYS),
    context=st.booleans(),
)


@st.composite
def known(draw: st.DrawFn) -> Snapshot:
    """Up to six actions of both sides, joint or each by itself, some of them context."""
    actions, milestones, reports = [], [], []
    for number in range(draw(st.integers(1, 6))):
        code = f"A{number}"
        partners = draw(
            st.lists(st.sampled_from(STATES + EU_SIDE), min_size=1, max_size=4, unique=True)
        )
        owners = draw(st.lists(st.sampled_from([None, *partners]), max_size=3))
        facts = {
            "priority": draw(st.sampled_from(PRIORITIES)),
            "kind": draw(st.sampled_from(KINDS)),
            "link": draw(st.sampled_from(["roadmap", "eu", "regional", "context"])),
            "starts": draw(st.sampled_from([None, "2025-12-31", "2025-01-01"])),
        }
        actions.append(action(code, *partners, **facts))
        for place, owner in enumerate(owners):
            name = f"{code}-M{place}"
            planned = draw(st.sampled_from([None, None, "2026-06-01"]))
            milestones.append(milestone(name, code, "2025-12-31", owner, known_on=planned))
            reports += draw(
                st.sampled_from([[], [confirmed(name, "2026-01-15")], [late(name, "2026-01-15")]])
            )
    return Snapshot.on(build.dataset(actions, milestones, reports), draw(st.sampled_from(DAYS)))


def left(world: Snapshot, chosen: Filters) -> int:
    """How many actions a choice leaves."""
    return int(choose(world, chosen).keeps_actions.sum())


@settings(law, max_examples=30)
@given(known(), filters)
def test_a_choice_keeps_and_an_option_counts_what_the_method_in_plain_python_keeps(
    world: Snapshot, chosen: Filters
) -> None:
    selection = choose(world, chosen)
    states = dict(zip(world.milestones["milestone_id"], world.milestones["state"], strict=True))
    actions, milestones = oracle.choice(
        world.dataset, states, world.parts["status"].to_dict(), world.as_of, asdict(chosen)
    )
    assert selection.listed["action_id"].tolist() == actions
    assert sorted(selection.milestones["milestone_id"]) == sorted(milestones)
    found = measures.actions_by_option(world, chosen)
    assert found.keys() == LISTS.keys()
    for name, codes in LISTS.items():
        for code in codes:
            alone = left(world, chosen.with_(**{name: (code,)}))
            assert found[name].get(code, 0) == alone, (name, code)
