"""The invented plan: actions, who takes part, milestones, and what meetings decided about them."""

import tomllib
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from tests.exercise import vocabulary
from tests.exercise.output import SETTINGS, Text

START = date(2025, 3, 1)
HORIZON: date = tomllib.loads(SETTINGS.read_text("utf-8"))["horizon"]
FIRST_DATE, LAST_DATE = date(2025, 2, 10), date(2027, 2, 20)
"""The last steps of actions are agreed for days between these two."""
STATES = tuple(vocabulary.words("setting")["state"])
REPORTING = (*STATES, "EU")
AGENCIES = ("EUROPOL", "EUROJUST", "FRONTEX", "EUDA")
FEW = "SLV"
"""Takes part in one of twenty actions, so that a nearly empty profile can be seen."""
EMPTY = ("URY", "P4")
"""A country without any action under a priority, so that an empty cell can be seen."""
PATHS = {
    "agreement": ("mandate", "signed", "in_force"),
    "operation": ("held",),
    "training": ("held",),
    "meeting": ("held",),
    "plan": ("adopted", "carried_out"),
    "assessment": ("completed",),
    "infrastructure": ("in_operation",),
    "legislation": ("adopted", "in_force"),
}


@dataclass(frozen=True)
class Period:
    """A date known to the day, month, quarter or year, stored as the first day of that period."""

    start: date
    precision: str

    @classmethod
    def around(cls, day: date, precision: str) -> "Period":
        """The period of that length that holds a day."""
        if precision == "day":
            return cls(day, precision)
        months = {"month": 1, "quarter": 3, "year": 12}[precision]
        return cls(date(day.year, day.month - (day.month - 1) % months, 1), precision)

    @property
    def end(self) -> date:
        """Its last day."""
        if self.precision == "day":
            return self.start
        month = self.start.month + {"month": 0, "quarter": 2, "year": 11}[self.precision]
        return date(self.start.year, month, monthrange(self.start.year, month)[1])


@dataclass
class Decision:
    """What a meeting decided, and on which day."""

    code: str
    meeting: str
    day: date
    text: Text
    priority: str | None = None
    action: str | None = None


class Move(NamedTuple):
    """A changed date of a milestone; with a decision it is in force, without one expected."""

    to: Period
    known_on: date
    reason: Text
    decision: Decision | None = None
    source: str | None = None


@dataclass
class Milestone:
    """A step of an action, with what was planned and decided about it."""

    code: str
    step: str
    position: int
    owner: str | None
    title: Text | None
    agreed: Period | None
    known_on: date | None = None
    added_by: Decision | None = None
    moves: list[Move] = field(default_factory=list)
    removed: tuple[str, Decision] | None = None
    returned: Decision | None = None

    def due(self, day: date) -> date | None:
        """Last day of the period in which it is due, as known on a day."""
        moved = [move.to.end for move in self.moves if move.decision and move.known_on <= day]
        return moved[-1] if moved else self.agreed and self.agreed.end


@dataclass
class Action:
    """An action with its participants (code to role) and milestones."""

    number: int
    code: str
    priority: str
    kind: str
    mode: str
    title: Text
    participants: dict[str, str]
    milestones: list[Milestone] = field(default_factory=list)

    @property
    def lead(self) -> str:
        """Who leads, and reports on the joint part."""
        return next(code for code, role in self.participants.items() if role == "lead")

    def parts(self) -> list[list[Milestone]]:
        """Milestones of each part, in order."""
        owners = dict.fromkeys(milestone.owner for milestone in self.milestones)
        of = {owner: [one for one in self.milestones if one.owner == owner] for owner in owners}
        return list(of.values())


def between(rng: Random, first: date, last: date) -> date:
    """A day drawn from the first to the last."""
    return first + timedelta(rng.randint(0, max(0, (last - first).days)))


def actions(seed: int, number: int) -> list[Action]:
    """Invent actions with their participants and milestones.

    Each depends on the seed and its own number only.
    """
    return [_action(Random(f"{seed}/action/{place}"), place) for place in range(number)]


def _action(rng: Random, number: int) -> Action:
    theme, title = vocabulary.theme(number), vocabulary.title(number)
    what = (theme["priority"], theme["kind"], theme["mode"], title)
    action = Action(number, f"EX-A{number + 1:03}", *what, participants={})
    if not theme.get("nobody"):
        action.participants = _participants(rng, action)
        action.milestones = _milestones(rng, action)
    return action


def _participants(rng: Random, action: Action) -> dict[str, str]:
    """Who takes part, the lead first.

    Agencies are partners of agreements and meetings, else they support.
    """
    free = [code for code in STATES if code != FEW and (code, action.priority) != EMPTY]
    size = {"each": (7, 12), "joint": (2, 6), "optional": (3, 8)}[action.mode]
    chosen = rng.sample(free, rng.randint(*size))
    if rng.random() < 0.6:
        chosen.append("EU")
    lead = rng.choice(chosen)
    if action.number % 20 == 0:
        chosen.append(FEW)
    partners = [code for code in REPORTING if code in chosen and code != lead]
    roles = {lead: "lead"} | dict.fromkeys(partners, "partner")
    if rng.random() < (0.9 if action.priority == "P4" else 0.25):
        takes_part = action.mode == "joint" and action.kind in ("agreement", "meeting")
        agencies = sorted(rng.sample(AGENCIES, rng.choice((1, 1, 2))))
        roles |= dict.fromkeys(agencies, "partner" if takes_part else "support")
    return roles


def _milestones(rng: Random, action: Action) -> list[Milestone]:
    """The path of the kind: once for a joint action, else for each participant that reports."""
    titles = vocabulary.words("actions")["step"]
    steps: list[tuple[str, Text | None]] = [(step, None) for step in PATHS[action.kind]]
    if action.kind == "agreement" and rng.random() < 0.5:
        steps = steps[1:]
    if action.kind in titles and rng.random() < 0.35:
        steps.insert(0, ("other", titles[action.kind]))
    dates = _dates(rng, len(steps))
    own = [code for code in action.participants if code in REPORTING]
    owners = [None] if action.mode == "joint" else own
    found = []
    for position, ((step, title), agreed) in enumerate(zip(steps, dates, strict=True), start=1):
        for owner in owners:
            code = "-".join(filter(None, (action.code, step, owner)))
            found.append(Milestone(code, step, position, owner, title, agreed))
    if action.mode == "joint" and action.kind == "infrastructure":
        owner = list(action.participants)[1]
        code = f"{action.code}-other-{owner}"
        found.append(Milestone(code, "other", len(steps) + 1, owner, titles["own"], dates[-1]))
    if action.mode == "optional":
        _join_later(rng, action, found)
    return found


def _dates(rng: Random, steps: int) -> list[Period | None]:
    """Agreed dates in order; some known only roughly, some not at all."""
    day = between(rng, FIRST_DATE, LAST_DATE)
    days = [day]
    for _ in range(steps - 1):
        day = max(day - timedelta(rng.randint(60, 170)), date(2025, 2, 3) + timedelta(len(days)))
        days.insert(0, min(day, days[0]))
    known = rng.choices(("day", "month", "quarter", "year", None), (30, 31, 20, 7, 12), k=steps)
    dated = zip(days, known, strict=True)
    return [Period.around(day, precision) if precision else None for day, precision in dated]


def _join_later(rng: Random, action: Action, milestones: list[Milestone]) -> None:
    """Some partners opt in after the start; what is asked of them is agreed for later."""
    roles = action.participants
    for owner in [code for code in roles if roles[code] == "partner" and code in REPORTING]:
        if rng.random() < 0.25:
            joined = between(rng, date(2025, 5, 5), date(2026, 6, 12))
            for milestone in (one for one in milestones if one.owner == owner):
                milestone.known_on = joined
                if milestone.agreed and milestone.agreed.end < joined + timedelta(60):
                    later = joined + timedelta(60 + 50 * milestone.position)
                    milestone.agreed = Period.around(later, "month")
