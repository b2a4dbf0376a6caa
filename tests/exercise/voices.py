"""What stands beside the reports of those who decide: statements of partners, and announcements."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from tests.exercise import vocabulary
from tests.exercise.plan import HORIZON, REPORTING, Period
from tests.exercise.reporting import Report, Story

DIFFERING = 4
"""Statements of partners that differ from what the lead of the joint action reports."""
ANNOUNCED = 3
"""Milestones of which a source says no more than that they are to come."""


def speak(seed: int, told: Sequence[Story], times: int) -> None:
    """Let some partners of joint actions say something else than the lead, and announce some steps.

    What was told before keeps its place. It happens so many times, once for each sixty actions.
    """
    rng = Random(f"{seed}/voices")
    free = [story for story in told if story.reports and not story.milestone.removed]
    rng.shuffle(free)
    joint = [story for story in free if not story.milestone.owner and _partners(story)]
    for wanted in ("achieved", "not_achieved"):
        fitting = (story for story in joint if story.reports[-1].state == wanted)
        for story in _first(fitting, DIFFERING // 2 * times):
            _differ(rng, story)
            joint.remove(story)
    to_come = (story for story in free if story.reports[-1].state == "not_started")
    for story in _first(to_come, ANNOUNCED * times):
        _announce(story)


def _first(stories: Iterator[Story], most: int) -> list[Story]:
    """The first stories that still have days left before the horizon."""
    fitting = (story for story in stories if story.reports[-1].day <= HORIZON - timedelta(30))
    return [story for _, story in zip(range(most), fitting, strict=False)]


def _partners(story: Story) -> list[str]:
    """Who owes reports on a joint action beside its lead."""
    roles = story.action.participants
    return [code for code in REPORTING if roles.get(code) == "partner"]


def _differ(rng: Random, story: Story) -> None:
    """A partner's statement after the lead's last report, which says the opposite."""
    last = story.reports[-1]
    day = last.day + timedelta(rng.randint(5, 25))
    note = rng.choice(vocabulary.words("sentences")["beside"])
    said = Report(day, "not_achieved", rng.choice(_partners(story)), confidence="medium", note=note)
    if last.state == "not_achieved":
        said.state, said.confirmation = "achieved", "awaiting"
        said.achieved = Period(day - timedelta(rng.randint(1, 4)), "day")
    story.reports.append(said)


def _announce(story: Story) -> None:
    """A source says that the step is to come."""
    last = story.reports[-1]
    said = Report(last.day + timedelta(10), "announced", last.by, basis="publication")
    said.confidence, said.source = "medium", f"EX-S-{story.action.code[3:]}"
    story.reports.append(said)
