"""What the invented meetings decided: actions added, moved, withdrawn, excused and taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.exercise import vocabulary
from tests.exercise.plan import Action, Decision, Milestone, Move, Period, between


class Meetings:
    """The decisions of all meetings, in order."""

    def __init__(self, seed: int, actions: list[Action]) -> None:
        self.rng = Random(f"{seed}/decisions")
        self.free = list(actions)
        self.rng.shuffle(self.free)
        self.decisions: list[Decision] = []
        self.times = max(1, len(actions) // 60)
        self.excused: list[tuple[Action, list[Milestone]]] = []
        self.meetings: list[dict[str, Any]] = vocabulary.words("setting")["meeting"]

    def decide(self) -> list[Decision]:
        """Let every meeting that decides change the plan, and return what was decided."""
        held = {
            place: meeting
            for place, meeting in enumerate(self.meetings, start=1)
            if meeting["status"] == "held"
        }
        levels = ("ministerial", "senior_officials")
        main = [place for place, meeting in held.items() if meeting["level"] in levels]
        for number, text in enumerate(vocabulary.words("sentences")["general"]):
            self._note(main[number % len(main)], text)
        for place, meeting in held.items():
            for _ in range(self.times if meeting.get("decides") else 0):
                self._change_plan(place, meeting["starts_on"])
        return self.decisions

    def _note(self, place: int, text: Any, action: Action | None = None) -> Decision:
        decision = Decision(
            code=f"EX-D{len(self.decisions) + 1:03}",
            meeting=f"EX-M{place:02}",
            day=self.meetings[place - 1]["starts_on"],
            text=text,
            priority=action and action.priority,
            action=action and action.code,
        )
        self.decisions.append(decision)
        return decision

    def _about(self, place: int, kind: str, action: Action) -> Decision:
        return self._note(place, vocabulary.decision(kind, action.title), action)

    def _take(self, fits: Callable[[Action], bool]) -> Action | None:
        """The next action that fits; nothing else is decided about it, so that it stays clear."""
        found = next((action for action in self.free if action.milestones and fits(action)), None)
        if found:
            self.free.remove(found)
        return found

    def _change_plan(self, place: int, day: date) -> None:
        near = timedelta(30)

        def ends(action: Action) -> date:
            agreed = (milestone.agreed for milestone in action.milestones)
            return max((period.end for period in agreed if period), default=date.min)

        def starts_after(action: Action) -> bool:
            return all(
                milestone.known_on is None
                and (milestone.agreed is None or milestone.agreed.start > day + near)
                for milestone in action.milestones
            )

        if added := self._take(starts_after):
            decision = self._about(place, "added", added)
            for milestone in added.milestones:
                milestone.known_on, milestone.added_by = day, decision
        if reviewed := self._take(lambda one: one.mode == "joint" and ends(one) > day + near):
            self._add_review(reviewed, day, self._about(place, "review", reviewed))
        if withdrawn := self._take(lambda one: one.mode == "joint" and ends(one) > day - near):
            decision = self._about(place, "withdrawn", withdrawn)
            for milestone in withdrawn.milestones:
                milestone.removed = ("withdrawn", decision)
        for _ in range(2):
            self._excuse(place)
        last = day + timedelta(220)
        for mode in ("each", "joint"):
            if moved := self._take(
                lambda one, mode=mode: one.mode == mode and day - near < ends(one) < last
            ):
                self._move(moved, day, self._about(place, "moved", moved))
        removed = self.excused[0][1][0].removed if self.excused else None
        if removed and removed[1].day < day - timedelta(200):
            action, part = self.excused.pop(0)
            decision = self._about(place, "returned", action)
            for milestone in part:
                milestone.returned = decision

    def _add_review(self, action: Action, day: date, decision: Decision) -> None:
        later = day + timedelta(self.rng.randint(60, 200))
        due = Period.around(later, self.rng.choice(("day", "month", "quarter")))
        title, position = vocabulary.words("actions")["step"]["review"], len(action.milestones) + 1
        step = (f"{action.code}-other-review", "other", position, None, title, due)
        action.milestones.append(Milestone(*step, known_on=day, added_by=decision))

    def _excuse(self, place: int) -> None:
        """One participant's part of an action does not apply to it."""
        action = self._take(lambda action: action.mode != "joint")
        if action:
            own = (part for part in action.parts() if not part[0].known_on)
            part = self.rng.choice([part for part in own if part[0].owner != action.lead])
            decision = self._about(place, "not_applicable", action)
            for milestone in part:
                milestone.removed = ("not_applicable", decision)
            self.excused.append((action, part))

    def _move(self, action: Action, day: date, decision: Decision) -> None:
        """Move the last step of everybody, or of one partner where it has its own part."""
        reason = self.rng.choice(vocabulary.words("sentences")["moved"])
        last = max(milestone.position for milestone in action.milestones)
        steps = [step for step in action.milestones if step.position == last and step.agreed]
        if action.mode == "each" and self.rng.random() < 0.4:
            steps = steps[: max(1, len(steps) // 3)]
        days = self.rng.randint(75, 190)
        exact = ("day", "month", "quarter") if action.mode == "joint" else None
        for milestone in steps:
            due = max(milestone.due(day) or day, day) + timedelta(days)
            to = Period.around(due, self.rng.choice(exact) if exact else "month")
            milestone.moves.append(Move(to, day, reason, decision, f"EX-S-{decision.meeting[3:]}"))


def submission_days(seed: int, participants: tuple[str, ...]) -> list[dict[str, date]]:
    """For each time of reporting, the day on which each participant sent its reports.

    Who was silent is left out.

    The first time comes before the first round and the last one after the last round; in the
    rounds some participants are late, and in the second and later ones some are silent.
    """
    rng = Random(f"{seed}/submissions")
    rounds = vocabulary.words("setting")["round"]
    silent = rng.sample(participants, 6)
    silence = [set(), set(silent[:2]), {silent[2]}, set(silent[3:])]
    found = [{code: between(rng, date(2025, 3, 3), date(2025, 3, 18)) for code in participants}]
    for entry, absent in zip(rounds, silence, strict=True):
        days, deadline = {}, entry["deadline_on"]
        for code in participants:
            first, last = entry["opens_on"], deadline
            if rng.random() < 0.2:
                first, last = deadline + timedelta(1), deadline + timedelta(24)
            days[code] = between(rng, first, last)
        found.append({code: day for code, day in days.items() if code not in absent})
    late = {
        code: between(rng, date(2026, 10, 1), date(2026, 10, 14))
        for code in found[-1]
        if rng.random() < 0.3
    }
    return [*found, late]
