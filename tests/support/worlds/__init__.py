"""Worlds: datasets that keep the contract and differ in all else, written as folders."""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from data import contract
from tests.support.worlds import actions, around
from tests.support.worlds.draft import (
    LANGUAGES,
    LATEST,
    LEVELS,
    SERIES,
    TEXTS,
    Draft,
    Row,
    World,
    starts,
)

PLAN = World(
    open=False,
    rounds=True,
    outcomes=(
        "confirmed",
        "awaiting",
        "silent",
        "late",
        "to_come",
        "before",
        "unknown_day",
        "withdrawn",
    ),
)
LEAST = {
    "more": False,
    "met": "none",
    "cycle": 0,
    "notes": (),
    "rounds": False,
    "priorities": 1,
    "states": 1,
    "actions": 1,
    "steps": 1,
    "modes": ("joint",),
    "dated": False,
}
SOURCELESS = ("confirmed", "awaiting", "late", "silent", "to_come")
NAMED = {
    "one of each": World("pt", **LEAST, outcomes=("not_started",)),
    "one of each, a plan": replace(PLAN, language="es", **LEAST, reports=0, sourced=False),
    "codes that are words, every meeting, and what other programs read": World(
        "es",
        texts=("markup", "formula", "braces"),
        words=True,
        priorities=6,
        met="every",
        rounds=True,
        cycle=1,
    ),
    "other scripts, in the last year": World(
        "en",
        texts=("arabic", "chinese", "greek", "hebrew", "accents", "emoji"),
        met="every",
        horizon=LATEST,
    ),
    "one sign or 400, in the first years": World(
        "pt", texts=("one", "long", "word"), priorities=3, horizon=date(1993, 12, 31)
    ),
    "nothing dated, no state, no meeting, and no limit among the notes": World(
        "pt",
        states=0,
        dated=False,
        met="none",
        notes=("conflict",),
        outcomes=("to_come", "not_started"),
    ),
    "nothing dated, a plan": replace(PLAN, language="es", rounds=False, dated=False, met="none"),
    "no source, and everything joint": replace(
        PLAN, language="es", outcomes=SOURCELESS, sourced=False, met="every", modes=("joint",)
    ),
    "63 states and 60 priorities": World("en", states=63, priorities=60, actions=65, steps=1),
    "everything own": replace(PLAN, language="pt", rounds=False, modes=("each",), cycle=0),
    "context only": World("en", links=("context", "national", "regional")),
    "all in place before": World("pt", outcomes=("before",)),
    "no day known": World("es", outcomes=("unknown_day",)),
    "all taken out": replace(PLAN, outcomes=("withdrawn", "not_applicable")),
}
"""Worlds with a name, each the extreme of something."""


def write(world: World, folder: Path) -> Path:
    """Write a world into a folder that does not exist yet, and name the folder."""
    tables = _tables(Draft(world))
    folder.mkdir(parents=True)
    (folder / "dataset.toml").write_text(_settings(world), "utf-8")
    for name, table in contract.tables().items():
        with (folder / table.path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables.get(name, []))
    return folder


def _settings(world: World) -> str:
    title = TEXTS[world.texts[0]].strip()
    told = [
        f"horizon = {world.horizon}",
        f"fictional = {str(len(world.texts) % 2 == 0).lower()}",
        'audience = "secretariat"',
        f'plan = "{"open" if world.open else "complete"}"',
        *("[title]", *(f"{code} = {json.dumps(title, ensure_ascii=False)}" for code in LANGUAGES)),
        *(
            "[period]",
            f"starts = {starts(world)}",
            f"ends = {min(world.horizon + timedelta(days=200), LATEST)}",
        ),
    ]
    for code in SERIES[:-1]:
        told += [f"[series.{code}]", *(f'{language} = "{code}"' for language in LANGUAGES)]
    if world.cycle:
        told += [
            "[cycle]",
            f"months = {world.cycle}",
            f"agreed_on = {starts(world)}",
            f"levels = {json.dumps(LEVELS[:2])}",
        ]
    return "\n".join(told) + "\n"


def _tables(draft: Draft) -> dict[str, list[Row]]:
    """Every table that has rows."""
    found: dict[str, list[Row]] = {
        "participants": actions.participants(draft),
        "priorities": actions.priorities(draft),
    }
    draft.people = [row["participant_id"] for row in found["participants"]]
    found["meetings"] = around.meetings(draft)
    found["actions"] = [actions.action(draft, number) for number in range(draft.world.actions)]
    found["action_participants"] = [
        row for number in range(draft.world.actions) for row in actions.partners(draft, number)
    ]
    found["milestones"], found["reports"] = actions.milestones(draft)
    found["evidence"] = actions.evidence(draft, found["reports"])
    found |= around.around(draft, found)
    found |= around.notes(draft, found) | (around.more(draft, found) if draft.world.more else {})
    found["sources"] = around.sources(draft)
    return found
