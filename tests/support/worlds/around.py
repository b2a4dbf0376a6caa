"""What stands around the actions: meetings, rounds, notes, corrections and sources."""

import itertools
from datetime import timedelta

from tests.support.worlds.draft import (
    LANGUAGES,
    LATEST,
    LEVELS,
    PRECISIONS,
    SERIES,
    Draft,
    Row,
    first_day,
    starts,
    turned,
)


def meetings(draft: Draft) -> list[Row]:
    world = draft.world
    lanes = list(itertools.product(SERIES, LEVELS))
    if world.met == "few":
        lanes = [*lanes[:2], lanes[0]]
    found = []
    for number, (series, level) in enumerate(lanes if world.met != "none" else []):
        status = ("held", "held", "expected", "announced")[number % 4]
        away = timedelta(days=60 + 11 * number)
        day = world.horizon - away if status == "held" else min(world.horizon + away, LATEST)
        known = PRECISIONS[(number + number // 4) % 4] if number else "day"
        known = "day" if status != "held" and day.year == LATEST.year else known
        found.append(
            {
                "meeting_id": f"MT{number + 1}",
                "series": series,
                "level": level,
                "body": draft.text("meetings", 200),
                "title": draft.text("meetings"),
                "starts_on": first_day(day, known),
                "ends_on": min(day + timedelta(days=1), LATEST)
                if known == "day" and number % 2
                else None,
                "precision": known,
                "city": draft.text("meetings", 100) if number % 2 else None,
                "country": "BEL" if number % 3 else None,
                "status": status,
                "outcome": draft.text("meetings", 2000) if status == "held" else None,
                "confidence": "medium",
                "source_id": draft.source() if number % 2 else None,
            }
        )
    return found


def around(draft: Draft, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Sources of actions, rounds and presidencies."""
    world, begins = draft.world, starts(draft.world)
    links = [
        {"action_id": row["action_id"], "position": 1, "source_id": draft.source()}
        for row in found["actions"][::2]
        if world.sourced
    ]
    rounds = [
        {
            "round_id": f"RR{number}",
            "title": draft.text("rounds", 200),
            "opens_on": day,
            "deadline_on": day + timedelta(days=30),
        }
        for number, day in enumerate(
            (begins, begins + timedelta(days=300), world.horizon - timedelta(days=10)), 1
        )
    ]
    states = [row["participant_id"] for row in found["participants"] if row["kind"] == "state"]
    terms = [
        {
            "participant_id": code,
            "starts_on": first_day(begins + timedelta(days=90 * number), PRECISIONS[number % 2]),
            "starts_precision": PRECISIONS[number % 2],
            "confidence": "high",
            "source_id": draft.source(),
        }
        for number, code in enumerate(states[:3])
    ]
    return {
        "action_sources": links,
        "rounds": rounds if world.rounds else [],
        "presidencies": terms if world.met != "none" else [],
    }


def notes(draft: Draft, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    about = [
        ("actions", "action_id"),
        ("participants", "participant_id"),
        *([("meetings", "meeting_id")] if found["meetings"] else []),
    ]
    notes = []
    for number, (kind, (table, key)) in enumerate(itertools.product(draft.world.notes, about), 1):
        subject = (
            {} if kind == "limit" else {"about_table": table, "about_id": found[table][0][key]}
        )
        notes.append(
            {"note_id": f"N{number}", "kind": kind, "text": draft.text("notes", 2000), **subject}
        )
    return {"notes": notes}


def more(draft: Draft, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """What a dataset can have beside its plan."""
    world, action = draft.world, found["actions"][0]["action_id"]
    decisions = [
        {
            "decision_id": f"D{number}",
            "meeting_id": row["meeting_id"],
            "priority_id": draft.code("P", 0) if number % 2 else None,
            "action_id": action if number % 3 else None,
            "text": draft.text("decisions", 2000),
            "confidence": "high",
            "source_id": draft.source(),
        }
        for number, row in enumerate(found["meetings"][:2], 1)
    ]
    moved = [row["milestone_id"] for row in found["milestones"][:2]]
    changes = [
        {
            "change_id": f"C{number}",
            "milestone_id": code,
            "kind": "in_force" if decisions else "expected",
            "moved_to": first_day(world.horizon, "quarter"),
            "precision": "quarter",
            "known_on": world.horizon - timedelta(days=5),
            "decision_id": decisions[0]["decision_id"] if decisions else None,
            "reason": draft.text("date_changes", 2000),
        }
        for number, code in enumerate(moved if world.dated else [], 1)
    ]
    frameworks = [
        {
            "framework_id": f"F{number}",
            "title": draft.text("frameworks"),
            "stage": stage,
            "dated_on": first_day(starts(world), "year"),
            "precision": "year",
            "confidence": "low",
            "source_id": draft.source(needed=True),
        }
        for number, stage in enumerate(("proposed", "signed") if world.sourced else (), 1)
    ]
    titles = [
        ("actions", action, 400),
        ("priorities", draft.code("P", 0), 400),
        ("participants", draft.people[-1], 200),
    ]
    return {
        "decisions": decisions,
        "date_changes": changes,
        "frameworks": frameworks,
        "framework_priorities": [
            {"framework_id": row["framework_id"], "priority_id": draft.code("P", 0)}
            for row in frameworks
        ],
        "denials": _denials(draft, found),
        "revisions": _revisions(draft, action),
        "texts": [
            {
                "table": table,
                "row_id": code,
                "field": "name" if table == "participants" else "title",
                "language": language,
                "text": draft.text("texts", most),
            }
            for (table, code, most), language in itertools.product(titles, LANGUAGES[1:])
        ],
    }


def _denials(draft: Draft, found: dict[str, list[Row]]) -> list[Row]:
    """Somebody denies taking part in the last action."""
    last = found["actions"][-1]["action_id"]
    inside = {
        row["participant_id"] for row in found["action_participants"] if row["action_id"] == last
    }
    others = (
        [code for code in draft.people if code not in inside][:1] if draft.world.sourced else []
    )
    return [
        {
            "action_id": last,
            "participant_id": code,
            "text": draft.text("denials", 2000),
            "source_id": draft.source(needed=True),
        }
        for code in others
    ]


def _revisions(draft: Draft, action: str) -> list[Row]:
    row = {
        "revised_on": draft.world.horizon,
        "about_table": "actions",
        "reason": draft.text("revisions", 2000),
    }
    return [
        {
            **row,
            "revision_id": "V1",
            "kind": "corrected",
            "about_id": action,
            "field": "title",
            "says": draft.text("revisions", 2000),
        },
        {**row, "revision_id": "V2", "kind": "removed", "former_id": "GONE-1"},
        {
            **row,
            "revision_id": "V3",
            "kind": "merged",
            "former_id": "GONE-2",
            "about_id": action,
            "source_id": draft.source(),
        },
    ]


def sources(draft: Draft) -> list[Row]:
    return [
        {
            "source_id": code,
            "url": f"https://example.org/{code}",
            "title": draft.text("sources", 1000) if number % 3 else None,
            "publisher": draft.text("sources", 200),
            "published_on": starts(draft.world) - timedelta(days=number)
            if draft.world.dated and number % 2
            else None,
            "language": LANGUAGES[number % 3] if number % 2 else None,
            "kind": turned("sources", "kind", number),
        }
        for number, code in enumerate(dict.fromkeys(draft.sources))
    ]
