"""Make the fictional exercise dataset: `python -m data.exercise.make`.

Options: `[--actions 60] [--reports N] [--seed 20250305] [--out FOLDER]`.

The same arguments give the same files, byte for byte.
"""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from data.exercise import vocabulary
from data.exercise.amended import amend
from data.exercise.decisions import Meetings, submission_days
from data.exercise.output import Output, Text
from data.exercise.plan import (
    HORIZON,
    REPORTING,
    START,
    STATES,
    Action,
    Decision,
    Period,
    actions,
    between,
)
from data.exercise.reporting import Story, repeat, stories
from data.exercise.turns import turn
from data.exercise.voices import speak

SEED = 20250305
FOLDER = Path(__file__).parent
SITE = "https://example.org/exercise"
SECRETARIAT = "Exercise secretariat"
NAMES = (
    "Argentina",
    "Bolivia",
    "Brazil",
    "Chile",
    "Colombia",
    "Costa Rica",
    "Dominican Republic",
    "Ecuador",
)
NAMES += ("Guatemala", "Honduras", "Mexico", "Panama", "Peru", "Paraguay", "El Salvador", "Uruguay")
LINKS = {"eu_clasi": 6, "eu": 6, "member_state": 6, "regional": 1, "national": 1, "context": 1}
"""How an action that is named in no plan belongs, and how often."""
PRESIDENCIES = (
    ("CRI", date(2024, 3, 1), date(2025, 3, 1)),
    ("PAN", date(2025, 4, 1), date(2026, 2, 24)),
    ("URY", date(2026, 2, 25), None),
)


def make(folder: Path, number: int, reports: int, seed: int) -> None:
    """Invent a dataset and write it.

    Args:
        folder: where to write.
        number: how many actions.
        reports: about how many reports at least; 0 leaves it to the story.
        seed: another seed, another story.
    """
    plan = actions(seed, number)
    decisions = Meetings(seed, plan).decide()
    told = stories(seed, plan, submission_days(seed, REPORTING))
    turn(seed, told, max(1, number // 60))
    speak(seed, told, max(1, number // 60))
    repeat(seed, told, reports)
    output = Output()
    _setting(output, seed)
    _plan(output, plan, decisions, seed)
    _reports(output, told)
    amend(output, plan, seed)
    output.write(folder, HORIZON)


def _setting(output: Output, seed: int) -> None:
    """Everything that does not depend on the number of actions."""
    setting = vocabulary.words("setting")
    rng = Random(f"{seed}/setting")
    for place, priority in enumerate(setting["priority"], start=1):
        output.add(
            "priorities", priority_id=f"P{place}", position=place, source_id="EX-S-M01", **priority
        )
    for code, name in zip(STATES, NAMES, strict=True):
        joined = Period.around(
            between(rng, date(2022, 1, 10), date(2024, 6, 1)),
            rng.choice(("day", "day", "month", "year")),
        )
        output.add(
            "participants",
            participant_id=code,
            kind="state",
            name=name,
            joined_on=joined.start,
            joined_precision=joined.precision,
            joined_by=joined.end + timedelta(90) if joined.precision == "month" else None,
            reports=True,
            source_id="EX-S-M01",
        )
    for body in setting["body"]:
        output.add("participants", **body)
    for place, meeting in enumerate(setting["meeting"], start=1):
        cells = {column: cell for column, cell in meeting.items() if column != "decides"}
        confidence = {"held": "high", "announced": "medium", "expected": "low"}[meeting["status"]]
        source = f"EX-S-M{place:02}" if meeting["status"] != "expected" else None
        body = {
            "eu_clasi": "EU-CLASI (exercise)",
            "clasi": "CLASI (exercise)",
            "related": "Port operators (exercise)",
        }[meeting["series"]]
        output.add(
            "meetings",
            meeting_id=f"EX-M{place:02}",
            body=body,
            confidence=confidence,
            source_id=source,
            **cells,
        )
        if source:
            said = meeting["starts_on"] + timedelta(3) if meeting["precision"] == "day" else None
            _source(output, source, "meeting", meeting["title"], said, place)
    for place, entry in enumerate(setting["round"], start=1):
        output.add("rounds", round_id=f"EX-R{place}", **entry)
        _source(
            output,
            f"EX-S-R{place}",
            "round",
            entry["title"],
            entry["deadline_on"] + timedelta(30),
            1,
        )
    for place, framework in enumerate(setting["framework"], start=1):
        cells = {column: cell for column, cell in framework.items() if column != "priorities"}
        output.add("frameworks", framework_id=f"EX-F{place}", source_id=f"EX-S-N{place}", **cells)
        for priority in framework["priorities"]:
            output.add("framework_priorities", framework_id=f"EX-F{place}", priority_id=priority)
    for place, note in enumerate(setting["note"], start=1):
        output.add("notes", note_id=f"EX-{note['kind'][0].upper()}{place}", **note)
    for place, source in enumerate(setting["source"], start=1):
        output.add("sources", source_id=f"EX-S-N{place}", url=f"{SITE}/pages/{place}", **source)
    for code, first, last in PRESIDENCIES:
        output.add(
            "presidencies",
            participant_id=code,
            starts_on=first,
            starts_precision="day" if first.day > 1 else "month",
            ends_on=last,
            ends_precision=last and ("day" if last.day > 1 else "month"),
            confidence="high",
            source_id="EX-S-M07" if first.year == 2026 else None,
        )


def _source(
    output: Output, code: str, kind: str, about: Text, published: date | None, number: int
) -> None:
    """An official page of the exercise, in one of the languages."""
    languages = vocabulary.words("setting")["source_languages"]
    language = languages[number % len(languages)]
    output.add(
        "sources",
        source_id=code,
        url=f"{SITE}/{kind}/{code[5:].lower()}",
        title=vocabulary.source_title(kind, language, about),
        publisher=SECRETARIAT,
        published_on=published,
        language=language,
        kind="official",
    )


def _plan(output: Output, plan: list[Action], decisions: list[Decision], seed: int) -> None:
    services = vocabulary.words("actions")["service"]
    others = len(vocabulary.words("setting")["source"])
    links = _links(seed)
    for action in plan:
        rng = Random(f"{seed}/details/{action.number}")
        dated = [milestone.agreed for milestone in action.milestones if milestone.agreed]
        starts = (
            min(dated, key=lambda period: period.start)
            if dated
            else Period(date(2026, 1, 1), "year")
        )
        lasts = (
            timedelta(rng.randint(1, 4))
            if starts.precision == "day" and action.kind in ("operation", "training", "meeting")
            else None
        )
        origin = rng.choices(("roadmap", "declaration", "related"), (6, 2, 2))[0]
        output.add(
            "actions",
            action_id=action.code,
            priority_id=action.priority,
            title=action.title,
            description=vocabulary.description(action.number),
            kind=action.kind,
            mode=action.mode,
            origin=origin,
            link=next(links) if origin == "related" else "roadmap",
            starts_on=starts.start,
            starts_precision=starts.precision,
            ends_on=lasts and starts.start + lasts,
            ends_precision=lasts and "day",
            confidence=rng.choices(("high", "medium", "low"), (7, 2, 1))[0],
            marking=rng.choices(("public", "participants", "secretariat"), (16, 3, 1))[0],
        )
        for code, role in action.participants.items():
            detail = rng.choice(services) if code in STATES and rng.random() < 0.25 else None
            output.add(
                "action_participants",
                action_id=action.code,
                participant_id=code,
                role=role,
                detail=detail,
            )
        source = f"EX-S-{action.code[3:]}"
        published = between(rng, START, date(2025, 12, 1)) if rng.random() < 0.8 else None
        _source(output, source, "action", action.title, published, action.number)
        output.add("action_sources", action_id=action.code, position=1, source_id=source)
        if rng.random() < 0.3:
            output.add(
                "action_sources",
                action_id=action.code,
                position=2,
                source_id=f"EX-S-N{rng.randint(1, others)}",
            )
        _milestones(output, action)
    for decision in decisions:
        output.add(
            "decisions",
            decision_id=decision.code,
            meeting_id=decision.meeting,
            priority_id=decision.priority,
            action_id=decision.action,
            text=decision.text,
            confidence="high",
            source_id=f"EX-S-{decision.meeting[3:]}",
        )


def _links(seed: int) -> Iterator[str]:
    """How related actions belong: each way once in a random order, then mostly those that count."""
    rng = Random(f"{seed}/links")
    yield from rng.sample(list(LINKS), len(LINKS))
    while True:
        yield rng.choices(list(LINKS), list(LINKS.values()))[0]


def _milestones(output: Output, action: Action) -> None:
    for milestone in action.milestones:
        output.add(
            "milestones",
            milestone_id=milestone.code,
            action_id=action.code,
            participant_id=milestone.owner,
            step=milestone.step,
            title=milestone.title,
            position=milestone.position,
            agreed_on=milestone.agreed and milestone.agreed.start,
            agreed_precision=milestone.agreed and milestone.agreed.precision,
            known_on=milestone.known_on,
            decision_id=milestone.added_by and milestone.added_by.code,
        )
        for place, move in enumerate(
            sorted(milestone.moves, key=lambda move: move.known_on), start=1
        ):
            output.add(
                "date_changes",
                change_id=f"{milestone.code}-C{place}",
                milestone_id=milestone.code,
                kind="in_force" if move.decision else "expected",
                moved_to=move.to.start,
                precision=move.to.precision,
                known_on=move.known_on,
                decision_id=move.decision and move.decision.code,
                reason=move.reason,
                source_id=move.source,
            )


def _reports(output: Output, told: list[Story]) -> None:
    for story in told:
        codes = {
            id(report): f"{story.milestone.code}-R{place}"
            for place, report in enumerate(story.reports, start=1)
        }
        for report in story.reports:
            spoken = report.achieved or Period(report.day, "day")
            output.add(
                "reports",
                report_id=codes[id(report)],
                milestone_id=story.milestone.code,
                participant_id=report.by,
                dated_on=spoken.start,
                precision=spoken.precision,
                reported_on=report.day,
                reported_basis=report.basis,
                state=report.state,
                achieved_on=report.achieved and report.achieved.start,
                achieved_precision=report.achieved and report.achieved.precision,
                confirmation=report.confirmation,
                confidence=report.confidence,
                stage=report.stage,
                decision_id=report.decision,
                corrects=report.corrects and codes[id(report.corrects)],
                note=report.note,
                source_id=report.source,
            )


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, and make the dataset."""
    parser = argparse.ArgumentParser(
        prog="python -m data.exercise.make", description="Make the fictional exercise dataset."
    )
    parser.add_argument("--actions", type=int, default=60, help="how many actions, at least 60")
    parser.add_argument("--reports", type=int, default=0, help="about how many reports at least")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args(arguments)
    most = vocabulary.most_actions()
    if not 60 <= given.actions <= most:
        parser.error(f"--actions: from 60 to {most}")
    make(given.out, given.actions, given.reports, given.seed)


if __name__ == "__main__":
    main()
