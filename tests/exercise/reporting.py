"""The invented reports: who said what about each milestone, when, and what was taken back."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.exercise import vocabulary
from tests.exercise.plan import HORIZON, START, Action, Milestone, Move, Period, between

DONE = {
    "mandate": "negotiating",
    "signed": "signed",
    "in_force": "in_force",
    "held": "completed",
    "completed": "completed",
}
"""The stage that a reached step stands for; other steps stand for none."""
LEADS = 5
"""The most days from a decision until it is published."""


@dataclass
class Report:
    """One report on a milestone; `corrects` is the one it replaces."""

    day: date
    state: str
    by: str | None
    achieved: Period | None = None
    confirmation: str | None = None
    basis: str = "submission"
    confidence: str = "high"
    stage: str | None = None
    decision: str | None = None
    corrects: "Report | None" = None
    note: Any = None
    source: str | None = None


@dataclass
class Story:
    """Everything that was reported about one milestone, oldest first."""

    action: Action
    milestone: Milestone
    reports: list[Report]
    days: list[date]
    is_last: bool = True


def stories(
    seed: int, actions: Sequence[Action], submissions: Sequence[dict[str, date]]
) -> list[Story]:
    """Invent the reports on every milestone.

    A part advances step by step: a later step is never reached before an earlier one.
    """
    found = []
    for action in actions:
        for part in action.parts():
            rng = Random(f"{seed}/reports/{part[0].code}")
            reporter = part[0].owner or action.lead
            pace = Random(f"{seed}/pace/{reporter}/{action.priority}").betavariate(4.2, 1.3)
            before: date | None = START - timedelta(60)
            told: list[Story] = []
            for milestone in part:
                before = before and _reached(rng, milestone, pace, before)
                writer = _Writer(rng, action, milestone, reporter, before)
                told.append(writer.story(submissions))
            for story, following in itertools.pairwise(told):
                story.is_last = not any(report.state == "achieved" for report in following.reports)
            found += told
    return found


def _reached(rng: Random, milestone: Milestone, pace: float, before: date) -> date | None:
    """The day on which the milestone is really reached.

    `None` where that does not happen before the horizon.
    """
    due = milestone.due(HORIZON)
    earliest = max(
        [before + timedelta(12), *(move.known_on + timedelta(8) for move in milestone.moves)]
    )
    if milestone.known_on:
        earliest = max(earliest, milestone.known_on + timedelta(10))
    chance = rng.random()
    if due is None:
        day = between(rng, date(2025, 6, 1), date(2026, 9, 1)) if chance < 0.25 else None
    elif due > HORIZON + timedelta(45):
        day = between(rng, date(2026, 5, 1), HORIZON) if chance < 0.1 else None
    elif chance < pace:
        day = due - timedelta(rng.randint(0, 40))
    elif chance < pace + (1 - pace) * 0.4:
        day = due + timedelta(rng.randint(15, 150))
    else:
        day = None
    day = day and max(day, earliest)
    return day if day and day <= HORIZON else None


class _Writer:
    """Writes the reports on one milestone."""

    def __init__(
        self, rng: Random, action: Action, milestone: Milestone, reporter: str, reached: date | None
    ) -> None:
        self.rng, self.action, self.milestone = rng, action, milestone
        self.reporter, self.reached = reporter, reached
        self.reports: list[Report] = []

    def story(self, submissions: Sequence[dict[str, date]]) -> Story:
        """Report at each time of reporting, sometimes at once, and after each decision."""
        rounds = range(1, len(submissions) - 1)
        sent = [
            (days[self.reporter], f"EX-S-R{n}" if n in rounds else None)
            for n, days in enumerate(submissions)
            if self.reporter in days
        ]
        days = [day for day, _ in sent]
        if self.reached and self.rng.random() < 0.3:
            sent.append((self.reached + timedelta(self.rng.randint(3, 25)), None))
        for day, source in sorted(sent, key=lambda one: one[0]):
            if START <= day <= HORIZON:
                self._submit(day, source)
        self._decided()
        return Story(self.action, self.milestone, self.reports, days)

    def _say(self, kind: str, chance: float) -> Any:
        said = self.rng.random() < chance
        return self.rng.choice(vocabulary.words("sentences")[kind]) if said else None

    def _submit(self, day: date, source: str | None) -> None:
        """What the participant says about the milestone in one submission."""
        milestone, rng = self.milestone, self.rng
        out = (
            milestone.removed
            and milestone.removed[1].day <= day
            and not (milestone.returned and milestone.returned.day < day)
        )
        if out or (milestone.known_on and day <= milestone.known_on):
            return
        last = self.reports[-1] if self.reports else None
        if self.reached and self.reached <= day:
            if last is None or last.state != "achieved":
                if rng.random() > 0.06:
                    self._achieved(day, source)
            elif last.confirmation == "awaiting":
                if rng.random() < 0.4:
                    self._confirm(day, source=source)
            elif rng.random() < 0.08:
                self._repeat(day, "awaiting", confidence="low", source=source)
            return
        self._not_yet(day, source)

    def _achieved(self, day: date, source: str | None) -> None:
        assert self.reached
        rng = self.rng
        precision = rng.choices(("day", "month", "quarter"), (60, 32, 8))[0]
        period = Period.around(self.reached, precision)
        if period.end > day or period.start < START - timedelta(60):
            period = Period(self.reached, "day")
        confirmed = rng.random() < 0.35
        said = "confirmed" if confirmed else "awaiting"
        report = Report(day, "achieved", self.reporter, period, said, source=source)
        report.confidence = "high" if confirmed else rng.choice(("medium", "medium", "low"))
        report.stage = DONE.get(self.milestone.step)
        report.note = self._say("reached", 0.35)
        self.reports.append(report)
        later = day + timedelta(rng.randint(12, 50))
        removed = self.milestone.removed
        if (
            not confirmed
            and rng.random() < 0.72
            and later <= HORIZON
            and not (removed and removed[1].day <= later)
        ):
            self._confirm(later, basis="publication", source=f"EX-S-{self.action.code[3:]}")

    def _confirm(self, day: date, **more: Any) -> None:
        self._repeat(day, "confirmed", note=self._say("confirmed", 0.25), **more)

    def _repeat(self, day: date, confirmation: str, **more: Any) -> None:
        """The last achievement once more."""
        last = self.reports[-1]
        reached = (self.reporter, last.achieved, confirmation)
        self.reports.append(Report(day, "achieved", *reached, stage=last.stage, **more))

    def _not_yet(self, day: date, source: str | None) -> None:
        rng, due = self.rng, self.milestone.due(day)
        passed = due is not None and due <= day
        soon = due is not None and due <= day + timedelta(120)
        if rng.random() > (0.93 if passed else 0.4 if soon else 0.1):
            return
        begun = passed or (soon and rng.random() < 0.6)
        state = "not_achieved" if begun else "not_started"
        report = Report(day, state, self.reporter, source=source)
        report.confidence = rng.choice(("high", "medium", "medium"))
        if not begun:
            report.stage = "planned"
        elif self.milestone.step in ("signed", "mandate"):
            report.stage = "negotiating"
        elif rng.random() < 0.5:
            report.stage = "ongoing"
        report.note = self._say("delay", 0.6) if passed else self._say("progress", 0.35)
        self.reports.append(report)
        if begun and due and due <= day + timedelta(60) and rng.random() < 0.35:
            expected = max(due, day) + timedelta(rng.randint(40, 190))
            period = Period.around(expected, rng.choice(("day", "month", "month", "quarter")))
            reason = (passed and report.note) or rng.choice(vocabulary.words("sentences")["delay"])
            self.milestone.moves.append(Move(period, day, reason, None, source))

    def _decided(self) -> None:
        """What a meeting took out of the count or back in, as a report of its own."""
        milestone, sentences = self.milestone, vocabulary.words("sentences")
        changes = [(*milestone.removed, "taken_out")] if milestone.removed else []
        if milestone.returned:
            changes.append(("not_started", milestone.returned, "taken_back"))
        for state, decision, kind in changes:
            day = decision.day + timedelta(self.rng.randint(0, LEADS))
            report = Report(day, state, milestone.owner, basis="publication")
            report.decision, report.source = decision.code, f"EX-S-{decision.meeting[3:]}"
            report.note = self.rng.choice(sentences[kind])
            self.reports.append(report)
        self.reports.sort(key=lambda report: report.day)


def _is_plain(story: Story) -> bool:
    """Whether one participant reported all of it.

    Then it has no correction, no decision and no announcement.
    """
    special = any(one.corrects or one.decision or one.state == "announced" for one in story.reports)
    return not special and len({one.by for one in story.reports}) < 2


def repeat(seed: int, told: Sequence[Story], wanted: int) -> None:
    """Add interim reports that repeat the last one, until there are as many as wanted.

    No state changes by them.
    """
    rng = Random(f"{seed}/interim")
    missing = wanted - sum(len(story.reports) for story in told)
    quiet = [story for story in told if _is_plain(story)]
    turns = itertools.cycle(quiet)
    while missing > 0:
        story = next(turns)
        day = between(rng, max(START, story.milestone.known_on or START) + timedelta(1), HORIZON)
        said = [report for report in story.reports if report.day <= day]
        due = story.milestone.due(day)
        if said and said[-1].state == "achieved":
            last = said[-1]
            new = Report(day, "achieved", last.by, last.achieved, "awaiting", stage=last.stage)
        elif due is None or due > day:
            state = said[-1].state if said else "not_started"
            new = Report(day, state, story.milestone.owner or story.action.lead)
        else:
            continue
        new.confidence = "low"
        story.reports.append(new)
        story.reports.sort(key=lambda report: report.day)
        missing -= 1
