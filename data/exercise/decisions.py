"""What the invented meetings decided: actions added, moved, withdrawn, excused and taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from data.exercise import vocabulary
from data.exercise.plan import Action, Decision, Milestone, Move, Period, between


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
        held = [
            place
            for place, meeting in enumerate(self.meetings, start=1)
            if meeting["status"] == "held"
        ]
        main = [
            place
            for place in held
            if self.meetings[place - 1]["level"] in ("ministerial", "senior_officials")
        ]
        for number, text in enumerate(vocabulary.words("sentences")["general"]):
            self._note(main[number % len(main)], text)
        for place in held:
            if self.meetings[place - 1].get("decides"):
                for _ in range(self.times):
                    self._change_plan(place, self.meetings[place - 1]["starts_on"])
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
            return max(
                (milestone.agreed.end for milestone in action.milestones if milestone.agreed),
                default=date.min,
            )

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
        if reviewed := self._take(
            lambda action: action.mode == "joint" and ends(action) > day + near
        ):
            self._add_review(reviewed, day, self._about(place, "review", reviewed))
        if withdrawn := self._take(
            lambda action: action.mode == "joint" and ends(action) > day - near
        ):
            decision = self._about(place, "withdrawn", withdrawn)
            for milestone in withdrawn.milestones:
                milestone.removed = ("withdrawn", decision)
        for _ in range(2):
            self._excuse(place)
        for mode in ("each", "joint"):
            last = day + timedelta(220)
            if moved := self._take(
                lambda action, mode=mode, last=last: (
                    action.mode == mode and day - near < ends(action) < last
                )
            ):
                self._move(moved, day, self._about(place, "moved", moved))
        if (
            self.excused
            and self.excused[0][1][0].removed
            and self.excused[0][1][0].removed[1].day < day - timedelta(200)
        ):
            action, part = self.excused.pop(0)
            decision = self._about(place, "returned", action)
            for milestone in part:
                milestone.returned = decision

    def _add_review(self, action: Action, day: date, decision: Decision) -> None:
        due = Period.around(
            day + timedelta(self.rng.randint(60, 200)), self.rng.choice(("day", "month", "quarter"))
        )
        title = vocabulary.words("actions")["step"]["review"]
        position = len(action.milestones) + 1
        code = f"{action.code}-other-review"
        action.milestones.append(
            Milestone(code, "other", position, None, title, due, known_on=day, added_by=decision)
        )

    def _excuse(self, place: int) -> None:
        """One participant's part of an action does not apply to it."""
        action = self._take(lambda action: action.mode != "joint")
        if action:
            parts = [
                part
                for part in action.parts()
                if not part[0].known_on and part[0].owner != action.lead
            ]
            part = self.rng.choice(parts)
            decision = self._about(place, "not_applicable", action)
            for milestone in part:
                milestone.removed = ("not_applicable", decision)
            self.excused.append((action, part))

    def _move(self, action: Action, day: date, decision: Decision) -> None:
        """Move the last step of everybody, or of one partner where it has its own part."""
        reason = self.rng.choice(vocabulary.words("sentences")["moved"])
        last = max(milestone.position for milestone in action.milestones)
        steps = [
            milestone
            for milestone in action.milestones
            if milestone.position == last and milestone.agreed
        ]
        if action.mode == "each" and self.rng.random() < 0.4:
            steps = steps[: max(1, len(steps) // 3)]
        days = self.rng.randint(75, 190)
        for milestone in steps:
            due = max(milestone.due(day) or day, day)
            to = Period.around(
                due + timedelta(days),
                self.rng.choice(("day", "month", "quarter")) if action.mode == "joint" else "month",
            )
            milestone.moves.append(Move(to, day, reason, decision, f"EX-S-{decision.meeting[3:]}"))


def submission_days(seed: int, participants: tuple[str, ...]) -> list[dict[str, date]]:
    """For each time of reporting, the day on which each participant sent its reports.

    Who was silent is left out.

    The first time comes before the first round and the last one after the last round; in the
    rounds some participants are late, and in the second and later ones some are silent.
    """
    rng = Random(f"{seed}/submissions")
    rounds = [
        (entry["opens_on"], entry["deadline_on"]) for entry in vocabulary.words("setting")["round"]
    ]
    silent = rng.sample(participants, 6)
    silence = [set(), set(silent[:2]), {silent[2]}, set(silent[3:])]
    found = [{code: between(rng, date(2025, 3, 3), date(2025, 3, 18)) for code in participants}]
    for (opens, deadline), absent in zip(rounds, silence, strict=True):
        days = {}
        for code in participants:
            late = rng.random() < 0.2
            day = (
                between(rng, deadline + timedelta(1), deadline + timedelta(24))
                if late
                else between(rng, opens, deadline)
            )
            if code not in absent:
                days[code] = day
        found.append(days)
    last = {
        code: between(rng, date(2026, 10, 1), date(2026, 10, 14))
        for code in found[-1]
        if rng.random() < 0.3
    }
    return [*found, last]
