"""Worlds: datasets that keep the contract and differ in all else, written as folders."""

import csv
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from babel.core import get_global

from data import contract
from data.model import Link

Row = dict[str, Any]
TEXTS = {
    "plain": "Plain words",
    "one": "X",
    "long": "A title of many words that goes on and on, "
    "as the titles of agreements between administrations do, ",
    "word": "Donaudampfschifffahrtsgesellschaft",
    "accents": "Cooperação, señalización, Übergröße: œuvre",
    "arabic": "تعاون الشرطة بين الجانبين",
    "hebrew": "שיתוף פעולה בין המשטרות abc",
    "chinese": "警务合作与信息交换",
    "greek": "Αστυνομική συνεργασία",
    "emoji": "👮🏽\u200d♀️ 🚓 🇪🇨",
    "markup": "<b>b</b> [l](https://example.org) **s** $a^2$ :red[r] `c` "
    "| # ~ &amp; <script>alert()</script>",
    "formula": '=HYPERLINK("https://example.org")&"x"',
    "braces": "{start} {n} {} {0} %s %d \\u0041 \\",
}
"""Texts in which content is written: name to text."""
LANGUAGES = ("en", "es", "pt")
ON_THE_MAP = ("ARG", "BOL", "BRA", "CHL", "COL", "CRI", "DOM", "ECU")
STATES = [
    code
    for code in sorted(get_global("territory_aliases"))
    if len(code) == 3 and code.isalpha() and code.isupper()
]
ELSEWHERE = [code for code in STATES if code not in ON_THE_MAP]
WORDS = ("PREVENTION", "X-1", "A", "PZQ9", "P1", "A-b_c", "OTHER-2", "Z" * 40)
"""Codes that are no letter and number; without its first letter none of them is another word."""


def allowed(table: str, column: str) -> list[str]:
    """What the contract allows in a column."""
    [found] = [field for field in contract.tables()[table].fields if field.name == column]
    return found.constraints["enum"]


def turned(table: str, column: str, number: int) -> str:
    """One of what the contract allows in a column, by turns."""
    found = allowed(table, column)
    return found[number % len(found)]


LEVELS = allowed("meetings", "level")
PRECISIONS = allowed("reports", "precision")
CONFIDENCE = allowed("reports", "confidence")
OUTCOMES = (
    "confirmed",
    "awaiting",
    "to_come",
    "passed",
    "late",
    "not_started",
    "withdrawn",
    "not_applicable",
    "before",
    "unknown_day",
)
LATEST = date(2100, 12, 31)


@dataclass(frozen=True)
class World:
    """What a dataset is like.

    Attributes:
        language: in which its pages are looked at.
        open: whether it is an open record; then everything rests on a source.
        texts: names of `TEXTS`, by turns.
        words: whether its codes are words, not a letter and a number.
        priorities, states, actions: how many there are.
        steps, reports: how many steps a part has, and how many reports a step has.
        modes, links, outcomes: of its actions and milestones, by turns.
        sourced: whether anything but what must rest on a source does.
        dated: whether anything has a day of which the contract does not ask for one.
        met: meetings: none, a few, or one of every series and level; presidencies where any.
        cycle: months from one meeting to the next; 0 where none was agreed.
        rounds, more: whether there are any; `more`: bodies, who takes part, frameworks,
            decisions, corrections, denials, translations and moved dates.
        notes: kinds of notes.
        horizon: the last day; the period is the year and a half before it.
    """

    language: str = "en"
    open: bool = True
    texts: Sequence[str] = ("plain",)
    words: bool = False
    priorities: int = 2
    states: int = 3
    actions: int = 9
    steps: int = 2
    reports: int = 1
    modes: Sequence[str] = ("joint", "each", "optional")
    links: Sequence[str] = tuple(Link)
    outcomes: Sequence[str] = OUTCOMES
    sourced: bool = True
    dated: bool = True
    met: str = "few"
    cycle: int = 24
    rounds: bool = False
    more: bool = True
    notes: Sequence[str] = ("limit", "conflict", "caveat")
    horizon: date = date(2026, 6, 4)


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
    "12,500 reports, more than an answer of the open data gives": replace(
        PLAN,
        language="es",
        actions=25,
        steps=4,
        reports=125,
        modes=("joint",),
        outcomes=("confirmed", "late"),
    ),
}
"""Worlds with a name, each the extreme of something."""


def write(world: World, folder: Path) -> Path:
    """Write a world into a folder that does not exist yet, and name the folder."""
    tables = _Maker(world).tables()
    folder.mkdir(parents=True)
    (folder / "dataset.toml").write_text(_settings(world), "utf-8")
    for name, table in contract.tables().items():
        with (folder / table.path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables.get(name, []))
    return folder


def starts(world: World) -> date:
    """The first day of the period."""
    return world.horizon - timedelta(days=450)


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
    if world.cycle:
        told += [
            "[cycle]",
            f"months = {world.cycle}",
            f"agreed_on = {starts(world)}",
            f"levels = {json.dumps(LEVELS[:2])}",
        ]
    return "\n".join(told) + "\n"


def _in(day: date, precision: str) -> date:
    """The first day of the period in which a day lies."""
    month = {
        "day": day.month,
        "month": day.month,
        "quarter": (day.month - 1) // 3 * 3 + 1,
        "year": 1,
    }[precision]
    return day if precision == "day" else date(day.year, month, 1)


@dataclass
class _Maker:
    """A world in the making: what comes by turns, and the sources that were named."""

    world: World
    sources: list[str] = field(default_factory=list)
    turn: Iterator[int] = field(default_factory=itertools.count)

    def tables(self) -> dict[str, list[Row]]:
        """Every table that has rows."""
        found: dict[str, list[Row]] = {
            "participants": self._participants(),
            "priorities": self._priorities(),
        }
        self.people = [row["participant_id"] for row in found["participants"]]
        found["meetings"] = self._meetings()
        found["actions"] = [self._action(number) for number in range(self.world.actions)]
        found["action_participants"] = [
            row for number in range(self.world.actions) for row in self._partners(number)
        ]
        found["milestones"], found["reports"] = self._milestones()
        found["evidence"] = self._evidence(found["reports"])
        found |= self._around(found)
        found |= self._notes(found) | (self._more(found) if self.world.more else {})
        found["sources"] = self._sources()
        return found

    def code(self, letter: str, number: int) -> str:
        """A code: a letter and a number, or a word."""
        if not self.world.words:
            return f"{letter}{number + 1}"
        word = WORDS[number % len(WORDS)]
        return word if number < len(WORDS) else f"{word[:30]}-{letter}{number}"

    def text(self, table: str, most: int = 400) -> str:
        """A text, never that of another table: an action is no meeting."""
        name = self.world.texts[next(self.turn) % len(self.world.texts)]
        if name == "one":
            return {"actions": "X", "meetings": "Y", "frameworks": "Z"}.get(table, "W")
        if name in ("long", "word"):
            return (f"{table}: " + TEXTS[name] * most)[: most - 1] + "."
        return f"{TEXTS[name][: most - len(table) - 1]} {table}"

    def source(self, *, needed: bool = False) -> str | None:
        """A source, where this world has any or one is needed."""
        if not needed and not self.world.sourced:
            return None
        self.sources.append(
            f"S{len(self.sources) + 1}"
            if len(self.sources) < 40
            else self.sources[len(self.sources) % 40]
        )
        return self.sources[-1]

    def dated(self, on: str, precision: str, day: date, exactness: int = 0) -> Row:
        """A date that the contract leaves free, and how exactly it is known."""
        if not self.world.dated:
            return {}
        known = PRECISIONS[exactness % 4]
        return {on: _in(day, known), precision: known}

    def _participants(self) -> list[Row]:
        world = self.world
        known = [*ON_THE_MAP[: min(world.states, 2)], *ELSEWHERE[: max(0, world.states - 2)]]
        states = (
            [self.code("S", number) for number in range(world.states)] if world.words else known
        )
        bodies = allowed("participants", "kind")[1:]
        others = [
            (f"BODY-{number}", bodies[number % len(bodies)])
            for number in range(3 if world.more or not world.states else 0)
        ]
        return [
            {
                "participant_id": code,
                "kind": kind,
                "name": self.text("participants", 200),
                "reports": str(kind == "state").lower(),
                "source_id": self.source(),
                **(
                    self.dated("joined_on", "joined_precision", starts(world), number)
                    if kind == "state"
                    else {}
                ),
            }
            for number, (code, kind) in enumerate([*((code, "state") for code in states), *others])
        ]

    def _priorities(self) -> list[Row]:
        return [
            {
                "priority_id": self.code("P", number),
                "position": self.world.priorities - number if self.world.words else number + 1,
                "title": self.text("priorities"),
                "description": self.text("priorities", 2000) if number % 2 else None,
                "source_id": self.source() if number % 3 else None,
            }
            for number in range(self.world.priorities)
        ]

    def _action(self, number: int) -> Row:
        world = self.world
        start = starts(world) + timedelta(days=7 * (number % 40))
        days = self.dated("starts_on", "starts_precision", start, number)
        if days and number % 3 == 0:
            days |= self.dated(
                "ends_on", "ends_precision", min(start + timedelta(days=400), LATEST), number
            )
        return {
            "action_id": self.code("A", number),
            "priority_id": self.code("P", number % world.priorities),
            "title": self.text("actions"),
            "description": self.text("actions", 4000) if number % 2 else None,
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

    def _partners(self, number: int) -> list[Row]:
        if not self.world.more:
            return []
        size = len(self.people) if number == 0 else min(3, len(self.people))
        chosen = dict.fromkeys(
            self.people[(number * 2 + at) % len(self.people)] for at in range(size)
        )
        return [
            {
                "action_id": self.code("A", number),
                "participant_id": code,
                "role": "lead" if number % 4 == 1 and not at else "partner",
                "detail": self.text("action_participants", 200) if at == 1 else None,
            }
            for at, code in enumerate(chosen)
        ]

    def _milestones(self) -> tuple[list[Row], list[Row]]:
        world, milestones, reports = self.world, [], []
        for number in range(world.actions):
            mode = world.modes[number % len(world.modes)]
            partners = [row["participant_id"] for row in self._partners(number)]
            owners = partners if mode == "each" or (mode == "optional" and number % 2) else [None]
            for owner, position in itertools.product(owners or [None], range(1, world.steps + 1)):
                code = f"M{len(milestones) + 1}"
                outcome = world.outcomes[len(milestones) % len(world.outcomes)]
                told = list(self._told(code, outcome, owner))
                step = turned("milestones", "step", len(milestones))
                milestones.append(
                    {
                        "milestone_id": code,
                        "action_id": self.code("A", number),
                        "participant_id": owner,
                        "step": step,
                        "title": self.text("milestones") if step == "other" else None,
                        "position": position,
                        **(
                            self._agreed(outcome, len(milestones))
                            if not world.open or told[0]["state"] == "announced"
                            else {}
                        ),
                    }
                )
                reports += told
        return milestones, [
            {"report_id": f"R{number}", **row} for number, row in enumerate(reports, 1)
        ]

    def _agreed(self, outcome: str, number: int) -> Row:
        """The agreed date: to come, or passed."""
        horizon = self.world.horizon
        day = (
            min(horizon + timedelta(days=150), LATEST)
            if outcome == "to_come"
            else starts(self.world) + timedelta(days=30)
        )
        return self.dated(
            "agreed_on", "agreed_precision", day, 0 if outcome == "to_come" else number
        )

    def _told(self, code: str, outcome: str, owner: str | None) -> Iterator[Row]:
        """The reports on a milestone, each on its own day, from announcement to outcome."""
        world = self.world
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
            yield self._report(code, first, "announced", owner)
        for number in range(world.reports - 1):
            yield self._report(code, first + timedelta(days=1 + number), "not_started", owner)
        row = self._report(
            code, world.horizon - timedelta(days=20 + next(self.turn) % 200), last, owner
        )
        if last == "achieved":
            day = starts(world) - timedelta(days=400) if outcome == "before" else row["reported_on"]
            known = PRECISIONS[next(self.turn) % 4] if outcome == "before" else "day"
            row |= {"achieved_on": _in(day, known), "achieved_precision": known}
            if outcome == "unknown_day":
                row |= self._around_the_start()
            row["confirmation"] = "awaiting" if outcome == "awaiting" else "confirmed"
        yield row

    def _around_the_start(self) -> Row:
        """A day of which nobody knows whether it is in the period."""
        begins = starts(self.world)
        if next(self.turn) % 2 and begins.month > 1:
            return {"achieved_on": _in(begins, "year"), "achieved_precision": "year"}
        return {
            "achieved_on": begins - timedelta(days=9),
            "achieved_precision": "day",
            "achieved_until": begins + timedelta(days=9),
        }

    def _report(self, code: str, day: date, state: str, owner: str | None) -> Row:
        number = next(self.turn)
        known = PRECISIONS[number % 4]
        out = state in ("withdrawn", "not_applicable")
        return {
            "milestone_id": code,
            "participant_id": owner,
            "dated_on": _in(day, known),
            "precision": known,
            "reported_on": day,
            "reported_basis": turned("reports", "reported_basis", number),
            "state": state,
            "confidence": CONFIDENCE[number % 3],
            "stage": ("planned", None)[number % 2],
            "note": self.text("reports", 2000) if number % 5 == 0 else None,
            "source_id": self.source(needed=self.world.open or out),
        }

    def _evidence(self, reports: list[Row]) -> list[Row]:
        """What the reports rest on; in an open record it says what is confirmed, by turns how."""
        found, sourced = [], [row for row in reports if row["source_id"]]
        for number, row in enumerate(sourced):
            counted = row.pop("confirmation", None) if self.world.open else None
            voices = {
                "confirmed": (("participant",), ("press", "official")),
                "awaiting": (("press",),),
            }
            chosen = voices.get(counted, (("official",), ("press",), ("participant",)))
            pages = [row["source_id"], self.source(needed=True)]
            found += [
                {
                    "report_id": row["report_id"],
                    "source_id": page,
                    **self._quote(number),
                    "origin": f"{place} {self.text('evidence', 100)}",
                    "voice": voice,
                    "last_found_on": self.world.horizon if number % 3 else None,
                    "gone": str(number % 4 == 0).lower(),
                }
                for place, (page, voice) in enumerate(
                    zip(pages, chosen[number % len(chosen)], strict=False), 1
                )
            ]
        return found

    def _quote(self, number: int) -> Row:
        if number % 5 == 0:
            return {}
        return {"quote": self.text("evidence", 200), "quote_language": LANGUAGES[number % 3]}

    def _meetings(self) -> list[Row]:
        world = self.world
        lanes = list(itertools.product(allowed("meetings", "series"), LEVELS))
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
                    "body": self.text("meetings", 200),
                    "title": self.text("meetings"),
                    "starts_on": _in(day, known),
                    "ends_on": min(day + timedelta(days=1), LATEST)
                    if known == "day" and number % 2
                    else None,
                    "precision": known,
                    "city": self.text("meetings", 100) if number % 2 else None,
                    "country": "BEL" if number % 3 else None,
                    "status": status,
                    "outcome": self.text("meetings", 2000) if status == "held" else None,
                    "confidence": "medium",
                    "source_id": self.source() if number % 2 else None,
                }
            )
        return found

    def _around(self, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
        """Sources of actions, rounds and presidencies."""
        world, begins = self.world, starts(self.world)
        links = [
            {"action_id": row["action_id"], "position": 1, "source_id": self.source()}
            for row in found["actions"][::2]
            if world.sourced
        ]
        rounds = [
            {
                "round_id": f"RR{number}",
                "title": self.text("rounds", 200),
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
                "starts_on": _in(begins + timedelta(days=90 * number), PRECISIONS[number % 2]),
                "starts_precision": PRECISIONS[number % 2],
                "confidence": "high",
                "source_id": self.source(),
            }
            for number, code in enumerate(states[:3])
        ]
        return {
            "action_sources": links,
            "rounds": rounds if world.rounds else [],
            "presidencies": terms if world.met != "none" else [],
        }

    def _notes(self, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
        about = [
            ("actions", "action_id"),
            ("participants", "participant_id"),
            *([("meetings", "meeting_id")] if found["meetings"] else []),
        ]
        notes = []
        for number, (kind, (table, key)) in enumerate(
            itertools.product(self.world.notes, about), 1
        ):
            subject = (
                {} if kind == "limit" else {"about_table": table, "about_id": found[table][0][key]}
            )
            notes.append(
                {"note_id": f"N{number}", "kind": kind, "text": self.text("notes", 2000), **subject}
            )
        return {"notes": notes}

    def _more(self, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
        """What a dataset can have beside its plan."""
        world, action = self.world, found["actions"][0]["action_id"]
        decisions = [
            {
                "decision_id": f"D{number}",
                "meeting_id": row["meeting_id"],
                "priority_id": self.code("P", 0) if number % 2 else None,
                "action_id": action if number % 3 else None,
                "text": self.text("decisions", 2000),
                "confidence": "high",
                "source_id": self.source(),
            }
            for number, row in enumerate(found["meetings"][:2], 1)
        ]
        moved = [row["milestone_id"] for row in found["milestones"][:2]]
        changes = [
            {
                "change_id": f"C{number}",
                "milestone_id": code,
                "kind": "in_force" if decisions else "expected",
                "moved_to": _in(world.horizon, "quarter"),
                "precision": "quarter",
                "known_on": world.horizon - timedelta(days=5),
                "decision_id": decisions[0]["decision_id"] if decisions else None,
                "reason": self.text("date_changes", 2000),
            }
            for number, code in enumerate(moved if world.dated else [], 1)
        ]
        frameworks = [
            {
                "framework_id": f"F{number}",
                "title": self.text("frameworks"),
                "stage": stage,
                "dated_on": _in(starts(world), "year"),
                "precision": "year",
                "confidence": "low",
                "source_id": self.source(needed=True),
            }
            for number, stage in enumerate(("proposed", "signed") if world.sourced else (), 1)
        ]
        titles = [
            ("actions", action, 400),
            ("priorities", self.code("P", 0), 400),
            ("participants", self.people[-1], 200),
        ]
        return {
            "decisions": decisions,
            "date_changes": changes,
            "frameworks": frameworks,
            "framework_priorities": [
                {"framework_id": row["framework_id"], "priority_id": self.code("P", 0)}
                for row in frameworks
            ],
            "denials": self._denials(found),
            "revisions": self._revisions(action),
            "texts": [
                {
                    "table": table,
                    "row_id": code,
                    "field": "name" if table == "participants" else "title",
                    "language": language,
                    "text": self.text("texts", most),
                }
                for (table, code, most), language in itertools.product(titles, LANGUAGES[1:])
            ],
        }

    def _denials(self, found: dict[str, list[Row]]) -> list[Row]:
        """Somebody denies taking part in the last action."""
        last = found["actions"][-1]["action_id"]
        inside = {
            row["participant_id"]
            for row in found["action_participants"]
            if row["action_id"] == last
        }
        others = (
            [code for code in self.people if code not in inside][:1] if self.world.sourced else []
        )
        return [
            {
                "action_id": last,
                "participant_id": code,
                "text": self.text("denials", 2000),
                "source_id": self.source(needed=True),
            }
            for code in others
        ]

    def _revisions(self, action: str) -> list[Row]:
        row = {
            "revised_on": self.world.horizon,
            "about_table": "actions",
            "reason": self.text("revisions", 2000),
        }
        return [
            {
                **row,
                "revision_id": "V1",
                "kind": "corrected",
                "about_id": action,
                "field": "title",
                "says": self.text("revisions", 2000),
            },
            {**row, "revision_id": "V2", "kind": "removed", "former_id": "GONE-1"},
            {
                **row,
                "revision_id": "V3",
                "kind": "merged",
                "former_id": "GONE-2",
                "about_id": action,
                "source_id": self.source(),
            },
        ]

    def _sources(self) -> list[Row]:
        return [
            {
                "source_id": code,
                "url": f"https://example.org/{code}",
                "title": self.text("sources", 1000) if number % 3 else None,
                "publisher": self.text("sources", 200),
                "published_on": starts(self.world) - timedelta(days=number)
                if self.world.dated and number % 2
                else None,
                "language": LANGUAGES[number % 3] if number % 2 else None,
                "kind": turned("sources", "kind", number),
            }
            for number, code in enumerate(dict.fromkeys(self.sources))
        ]
