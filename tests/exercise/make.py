"""Make the fictional exercise dataset: `python -m tests.exercise.make --help`.

The same arguments give the same files, byte for byte.
"""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from data.load import FOLDER
from tests.exercise import vocabulary
from tests.exercise.amended import amend
from tests.exercise.decisions import Meetings, submission_days
from tests.exercise.output import Output, Text
from tests.exercise.plan import REPORTING, START, STATES, Action, Decision, Period, actions, between
from tests.exercise.reporting import Story, repeat, stories
from tests.exercise.turns import turn
from tests.exercise.voices import speak

SEED = 20250305
SITE = "https://example.org/exercise"
SECRETARIAT = "Exercise secretariat"
LINKS = {"eu_clasi": 6, "eu": 6, "member_state": 6, "regional": 1, "national": 1, "context": 1}
"""How an action that is named in no plan belongs, and how often."""


def make(folder: Path, number: int, reports: int, seed: int) -> None:
    """Invent so many actions with about so many reports at least, and write them into a folder."""
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
    _evidence(output)
    amend(output, plan, seed)
    output.write(folder)


def _dated(name: str, period: Period | None) -> dict[str, Any]:
    """The two cells of a date."""
    return {f"{name}_on": period and period.start, f"{name}_precision": period and period.precision}


def _same(said: object, *names: str) -> dict[str, Any]:
    """Cells of the names that they have here."""
    return {name: getattr(said, name) for name in names}


def _setting(output: Output, seed: int) -> None:
    """Everything that does not depend on the number of actions."""
    setting = vocabulary.words("setting")
    rng = Random(f"{seed}/setting")
    for place, priority in enumerate(setting["priority"], start=1):
        own = {"priority_id": f"P{place}", "position": place, "source_id": "EX-S-M01"}
        output.add("priorities", **own, **priority)
    for code, name in setting["state"].items():
        day = between(rng, date(2022, 1, 10), date(2024, 6, 1))
        joined = Period.around(day, rng.choice(("day", "day", "month", "year")))
        by = joined.end + timedelta(90) if joined.precision == "month" else None
        own = {"participant_id": code, "kind": "state", "name": name, "joined_by": by}
        own |= {"reports": True, "source_id": "EX-S-M01"}
        output.add("participants", **own, **_dated("joined", joined))
    for body in setting["body"]:
        output.add("participants", **body)
    for place, meeting in enumerate(setting["meeting"], start=1):
        cells = {column: cell for column, cell in meeting.items() if column != "decides"}
        cells["confidence"] = setting["confidence"][meeting["status"]]
        source = f"EX-S-M{place:02}" if meeting["status"] != "expected" else None
        cells |= {"body": setting["series"][meeting["series"]], "source_id": source}
        output.add("meetings", meeting_id=f"EX-M{place:02}", **cells)
        if source:
            said = meeting["starts_on"] + timedelta(3) if meeting["precision"] == "day" else None
            _source(output, source, "meeting", meeting["title"], said, place)
    for place, entry in enumerate(setting["round"], start=1):
        output.add("rounds", round_id=f"EX-R{place}", **entry)
        said = entry["deadline_on"] + timedelta(30)
        _source(output, f"EX-S-R{place}", "round", entry["title"], said, 1)
    for place, framework in enumerate(setting["framework"], start=1):
        cells = {column: cell for column, cell in framework.items() if column != "priorities"}
        output.add("frameworks", framework_id=f"EX-F{place}", source_id=f"EX-S-N{place}", **cells)
        for priority in framework["priorities"]:
            output.add("framework_priorities", framework_id=f"EX-F{place}", priority_id=priority)
    for place, note in enumerate(setting["note"], start=1):
        output.add("notes", note_id=f"EX-{note['kind'][0].upper()}{place}", **note)
    for place, source in enumerate(setting["source"], start=1):
        output.add("sources", source_id=f"EX-S-N{place}", url=f"{SITE}/pages/{place}", **source)
    for term in setting["presidency"]:
        output.add("presidencies", confidence="high", **term)


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
        first = min(dated, key=lambda period: period.start, default=None)
        starts, lasts = first or Period(date(2026, 1, 1), "year"), None
        if starts.precision == "day" and action.kind in ("operation", "training", "meeting"):
            lasts = Period(starts.start + timedelta(rng.randint(1, 4)), "day")
        origin = rng.choices(("roadmap", "declaration", "related"), (6, 2, 2))[0]
        output.add(
            "actions",
            action_id=action.code,
            priority_id=action.priority,
            **_same(action, "title", "kind", "mode"),
            description=vocabulary.description(action.number),
            origin=origin,
            link=next(links) if origin == "related" else "roadmap",
            **_dated("starts", starts),
            **_dated("ends", lasts),
            confidence=rng.choices(("high", "medium", "low"), (7, 2, 1))[0],
            marking=rng.choices(("public", "participants", "secretariat"), (16, 3, 1))[0],
        )
        about = {"action_id": action.code}
        for code, role in action.participants.items():
            detail = rng.choice(services) if code in STATES and rng.random() < 0.25 else None
            own = {"participant_id": code, "role": role, "detail": detail}
            output.add("action_participants", **about, **own)
        sources = [f"EX-S-{action.code[3:]}"]
        published = between(rng, START, date(2025, 12, 1)) if rng.random() < 0.8 else None
        _source(output, sources[0], "action", action.title, published, action.number)
        if rng.random() < 0.3:
            sources.append(f"EX-S-N{rng.randint(1, others)}")
        for place, source in enumerate(sources, start=1):
            output.add("action_sources", **about, position=place, source_id=source)
        _milestones(output, action)
    for decision in decisions:
        about = {"priority_id": decision.priority, "action_id": decision.action}
        source = f"EX-S-{decision.meeting[3:]}"
        own = {"text": decision.text, "confidence": "high", "source_id": source, **about}
        output.add("decisions", decision_id=decision.code, meeting_id=decision.meeting, **own)


def _links(seed: int) -> Iterator[str]:
    """How related actions belong: each way once in a random order, then mostly those that count."""
    rng = Random(f"{seed}/links")
    yield from rng.sample(list(LINKS), len(LINKS))
    while True:
        yield rng.choices(list(LINKS), list(LINKS.values()))[0]


def _milestones(output: Output, action: Action) -> None:
    for milestone in action.milestones:
        code = milestone.code
        output.add(
            "milestones",
            milestone_id=code,
            action_id=action.code,
            participant_id=milestone.owner,
            **_same(milestone, "step", "title", "position", "known_on"),
            **_dated("agreed", milestone.agreed),
            decision_id=milestone.added_by and milestone.added_by.code,
        )
        for place, move in enumerate(sorted(milestone.moves, key=lambda one: one.known_on), 1):
            about = {
                "change_id": f"{code}-C{place}",
                "milestone_id": code,
                "source_id": move.source,
            }
            when = {"moved_to": move.to.start, "precision": move.to.precision}
            why = {"decision_id": move.decision and move.decision.code, "reason": move.reason}
            kind = "in_force" if move.decision else "expected"
            output.add("date_changes", **about, kind=kind, known_on=move.known_on, **when, **why)


def _reports(output: Output, told: list[Story]) -> None:
    for story in told:
        code = story.milestone.code
        codes = {id(one): f"{code}-R{place}" for place, one in enumerate(story.reports, start=1)}
        for report in story.reports:
            spoken = report.achieved or Period(report.day, "day")
            output.add(
                "reports",
                report_id=codes[id(report)],
                milestone_id=code,
                participant_id=report.by,
                dated_on=spoken.start,
                precision=spoken.precision,
                reported_on=report.day,
                reported_basis=report.basis,
                **_same(report, "state", "confirmation", "confidence", "stage", "note"),
                **_dated("achieved", report.achieved),
                decision_id=report.decision,
                corrects=report.corrects and codes[id(report.corrects)],
                source_id=report.source,
            )


def _evidence(output: Output) -> None:
    """A printed sentence for each achievement that an older page of its action reports."""
    sources = {row["source_id"]: row for row in output.listed("sources")}
    for report in output.listed("reports"):
        source = sources.get(report["source_id"])
        if not source or report["state"] != "achieved":
            continue
        if not source["published_on"] or source["published_on"] > report["reported_on"]:
            continue
        output.add(
            "evidence",
            report_id=report["report_id"],
            source_id=report["source_id"],
            quote=vocabulary.words("sentences")["quote"][source["language"]],
            quote_language=source["language"],
            origin=source["publisher"],
            voice="participant",
            last_found_on=report["reported_on"],
            gone=False,
        )


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, and make the dataset."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.exercise.make", description="Make the fictional exercise dataset."
    )
    parser.add_argument("--actions", type=int, default=60, help="how many actions, at least 60")
    parser.add_argument("--reports", type=int, default=0, help="about how many reports at least")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=FOLDER / "exercise")
    given = parser.parse_args(arguments)
    most = vocabulary.most_actions()
    if not 60 <= given.actions <= most:
        parser.error(f"--actions: from 60 to {most}")
    make(given.out, given.actions, given.reports, given.seed)


if __name__ == "__main__":
    main()
