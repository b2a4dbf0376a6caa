"""Actions, who takes part, milestones, reports and evidence."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from tests.support.worlds.draft import (
    CONFIDENCE,
    ELSEWHERE,
    LANGUAGES,
    LATEST,
    ON_THE_MAP,
    PRECISIONS,
    Draft,
    Row,
    allowed,
    first_day,
    starts,
    turned,
)


def participants(draft: Draft) -> list[Row]:
    world = draft.world
    known = [*ON_THE_MAP[: min(world.states, 2)], *ELSEWHERE[: max(0, world.states - 2)]]
    states = [draft.code("S", number) for number in range(world.states)] if world.words else known
    bodies = allowed("participants", "kind")[1:]
    others = [
        (f"BODY-{number}", bodies[number % len(bodies)])
        for number in range(3 if world.more or not world.states else 0)
    ]
    return [
        {
            "participant_id": code,
            "kind": kind,
            "name": draft.text("participants", 200),
            "reports": str(kind == "state").lower(),
            "source_id": draft.source(),
            **(
                draft.dated("joined_on", "joined_precision", starts(world), number)
                if kind == "state"
                else {}
            ),
        }
        for number, (code, kind) in enumerate([*((code, "state") for code in states), *others])
    ]


def priorities(draft: Draft) -> list[Row]:
    return [
        {
            "priority_id": draft.code("P", number),
            "position": draft.world.priorities - number if draft.world.words else number + 1,
            "title": draft.text("priorities"),
            "description": draft.text("priorities", 2000) if number % 2 else None,
            "source_id": draft.source() if number % 3 else None,
        }
        for number in range(draft.world.priorities)
    ]


def action(draft: Draft, number: int) -> Row:
    world = draft.world
    start = starts(world) + timedelta(days=7 * (number % 40))
    days = draft.dated("starts_on", "starts_precision", start, number)
    if days and number % 3 == 0:
        days |= draft.dated(
            "ends_on", "ends_precision", min(start + timedelta(days=400), LATEST), number
        )
    return {
        "action_id": draft.code("A", number),
        "priority_id": draft.code("P", number % world.priorities),
        "title": draft.text("actions"),
        "description": draft.text("actions", 4000) if number % 2 else None,
        "kind": turned("actions", "kind", number),
        "mode": world.modes[number % len(world.modes)],
        "origin": turned("actions", "origin", number),
        "link": world.links[number % len(world.links)],
        "confidence": CONFIDENCE[number % 3],
        "marking": ("public", "public", "participants", "secretariat")[number % 4]
        if world.more
        else "public",
        **days,
    }


def partners(draft: Draft, number: int) -> list[Row]:
    if not draft.world.more:
        return []
    size = len(draft.people) if number == 0 else min(3, len(draft.people))
    chosen = dict.fromkeys(
        draft.people[(number * 2 + at) % len(draft.people)] for at in range(size)
    )
    return [
        {
            "action_id": draft.code("A", number),
            "participant_id": code,
            "role": "lead" if number % 4 == 1 and not at else "partner",
            "detail": draft.text("action_participants", 200) if at == 1 else None,
        }
        for at, code in enumerate(chosen)
    ]


def milestones(draft: Draft) -> tuple[list[Row], list[Row]]:
    world, milestones, reports = draft.world, [], []
    for number in range(world.actions):
        mode = world.modes[number % len(world.modes)]
        people = [row["participant_id"] for row in partners(draft, number)]
        owners = people if mode == "each" or (mode == "optional" and number % 2) else [None]
        for owner, position in itertools.product(owners or [None], range(1, world.steps + 1)):
            code = f"M{len(milestones) + 1}"
            outcome = world.outcomes[len(milestones) % len(world.outcomes)]
            told = list(_told(draft, code, outcome, owner))
            step = turned("milestones", "step", len(milestones))
            milestones.append(
                {
                    "milestone_id": code,
                    "action_id": draft.code("A", number),
                    "participant_id": owner,
                    "step": step,
                    "title": draft.text("milestones") if step == "other" else None,
                    "position": position,
                    **(
                        _agreed(draft, outcome, len(milestones))
                        if not world.open or told[0]["state"] == "announced"
                        else {}
                    ),
                }
            )
            reports += told
    return milestones, [{"report_id": f"R{number}", **row} for number, row in enumerate(reports, 1)]


def _agreed(draft: Draft, outcome: str, number: int) -> Row:
    """The agreed date: to come, or passed."""
    horizon = draft.world.horizon
    day = (
        min(horizon + timedelta(days=150), LATEST)
        if outcome == "to_come"
        else starts(draft.world) + timedelta(days=30)
    )
    return draft.dated("agreed_on", "agreed_precision", day, 0 if outcome == "to_come" else number)


def _told(draft: Draft, code: str, outcome: str, owner: str | None) -> Iterator[Row]:
    """The reports on a milestone, each on its own day, from announcement to outcome."""
    world = draft.world
    if outcome == "silent" or not world.reports:
        return
    last = {
        "confirmed": "achieved",
        "awaiting": "achieved",
        "before": "achieved",
        "unknown_day": "achieved",
        "to_come": "announced",
        "passed": "announced",
        "late": "not_achieved",
    }.get(outcome, outcome)
    if last == "achieved" and not (world.dated or outcome in ("before", "unknown_day")):
        last = "not_achieved"
    first = starts(world) + timedelta(days=1)
    if world.open and last == "not_achieved":
        yield _report(draft, code, first, "announced", owner)
    for number in range(world.reports - 1):
        yield _report(draft, code, first + timedelta(days=1 + number), "not_started", owner)
    row = _report(
        draft, code, world.horizon - timedelta(days=20 + next(draft.turn) % 200), last, owner
    )
    if last == "achieved":
        day = starts(world) - timedelta(days=400) if outcome == "before" else row["reported_on"]
        known = PRECISIONS[next(draft.turn) % 4] if outcome == "before" else "day"
        row |= {"achieved_on": first_day(day, known), "achieved_precision": known}
        if outcome == "unknown_day":
            row |= _around_the_start(draft)
        row["confirmation"] = "awaiting" if outcome == "awaiting" else "confirmed"
    yield row


def _around_the_start(draft: Draft) -> Row:
    """A day of which nobody knows whether it is in the period."""
    begins = starts(draft.world)
    if next(draft.turn) % 2 and begins.month > 1:
        return {"achieved_on": first_day(begins, "year"), "achieved_precision": "year"}
    return {
        "achieved_on": begins - timedelta(days=9),
        "achieved_precision": "day",
        "achieved_until": begins + timedelta(days=9),
    }


def _report(draft: Draft, code: str, day: date, state: str, owner: str | None) -> Row:
    number = next(draft.turn)
    known = PRECISIONS[number % 4]
    out = state in ("withdrawn", "not_applicable")
    return {
        "milestone_id": code,
        "participant_id": owner,
        "dated_on": first_day(day, known),
        "precision": known,
        "reported_on": day,
        "reported_basis": turned("reports", "reported_basis", number),
        "state": state,
        "confidence": CONFIDENCE[number % 3],
        "stage": ("planned", None)[number % 2],
        "note": draft.text("reports", 2000) if number % 5 == 0 else None,
        "source_id": draft.source(needed=draft.world.open or out),
    }


def evidence(draft: Draft, reports: list[Row]) -> list[Row]:
    """What the reports rest on; in an open record it says what is confirmed, by turns how."""
    found, sourced = [], [row for row in reports if row["source_id"]]
    for number, row in enumerate(sourced):
        counted = row.pop("confirmation", None) if draft.world.open else None
        voices = {
            "confirmed": (("participant",), ("press", "official")),
            "awaiting": (("press",),),
        }
        chosen = voices.get(counted, (("official",), ("press",), ("participant",)))
        pages = [row["source_id"], draft.source(needed=True)]
        found += [
            {
                "report_id": row["report_id"],
                "source_id": page,
                **_quote(draft, number),
                "origin": f"{place} {draft.text('evidence', 100)}",
                "voice": voice,
                "last_found_on": draft.world.horizon if number % 3 else None,
                "gone": str(number % 4 == 0).lower(),
            }
            for place, (page, voice) in enumerate(
                zip(pages, chosen[number % len(chosen)], strict=False), 1
            )
        ]
    return found


def _quote(draft: Draft, number: int) -> Row:
    if number % 5 == 0:
        return {}
    return {"quote": draft.text("evidence", 200), "quote_language": LANGUAGES[number % 3]}
