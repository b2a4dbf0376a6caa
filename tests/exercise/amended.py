"""What the exercise says about itself: who denied taking part, and which rows were put right."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.exercise import vocabulary
from tests.exercise.output import Output
from tests.exercise.plan import EMPTY, FEW, HORIZON, START, STATES, Action, between

DENIALS = 3


def amend(output: Output, plan: Sequence[Action], seed: int) -> None:
    """Add denials, the correction that each of them led to, and one of each other kind."""
    rng = Random(f"{seed}/amended")
    joint = [action for action in plan if action.mode == "joint"]
    words = vocabulary.words("sentences")
    chosen = sorted(rng.sample(joint, DENIALS), key=lambda one: one.number)
    for place, action in enumerate(chosen):
        free = [code for code in STATES if code != FEW and (code, action.priority) != EMPTY]
        who = rng.choice([code for code in free if code not in action.participants])
        said_on = between(rng, START + timedelta(60), HORIZON - timedelta(60))
        about = {"action_id": action.code, "source_id": f"EX-S-{action.code[3:]}"}
        text = words["denial"][place % len(words["denial"])]
        denied = {"participant_id": who, "denied_on": said_on, "denied_precision": "day"}
        output.add("denials", **about, **denied, text=text)
        told = {"field": "participants", "source_id": about["source_id"]}
        _revise(output, said_on + timedelta(7), "corrected", action.code, **told)
    others = [action for action in plan if action.milestones and action not in joint]
    merged, added = rng.sample(others, 2)
    _revise(output, date(2026, 4, 20), "merged", merged.code, former_id="EX-A900")
    _revise(output, date(2026, 5, 6), "removed", None, former_id="EX-A901")
    _revise(output, date(2026, 6, 2), "added", added.milestones[0].code, table="milestones")


def _revise(
    output: Output, day: date, kind: str, about: str | None, table: str = "actions", **cells: Any
) -> None:
    """One correction in the words of its kind."""
    told = vocabulary.words("sentences")["revision"][kind]
    code = f"EX-V{len(output.rows['revisions']) + 1:02}"
    cells |= {"revised_on": day, "kind": kind, "about_table": table, "about_id": about}
    output.add("revisions", revision_id=code, **cells, **told)
