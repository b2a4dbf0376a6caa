"""Rules between rows and tables: participation, equal events, evidence, what was said, known."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

import pandas as pd

from data.contract import Table
from data.evidence import confirmations
from data.model import Audience, Plan
from data.model.records import missing
from data.reading.problems import Problem, named

Rule: TypeAlias = dict[str, Any]
"""A rule as contract.json has it: `rule`, its name, and what it is about."""
PART = ["action_id", "participant_id"]
SAYS = ["state", "achieved_on", "achieved_precision", "achieved_until"]
"""Columns of a report by which it can contradict another."""


@dataclass(frozen=True)
class Tables:
    """What a rule may look at; the last four are `None` where unknown.

    Attributes:
        frames: the tables that could be read.
        whole: those of which no row is missing, so that what is not there is lacking.
        refused: (table, column) to its cells that are in the file and not in the frame.
        plan, horizon, audience: those of the dataset.
        series: codes of the series that a meeting can have.
    """

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    refused: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    plan: Plan | None = None
    horizon: date | None = None
    series: Collection[str] | None = None
    audience: Audience | None = None

    def has(self, *names: str) -> bool:
        """Whether tables are there with every row."""
        return self.whole.issuperset(names)


Check: TypeAlias = Callable[[pd.DataFrame, Table, Rule, Tables], Iterator[Problem]]
"""What finds the rows of a table that break a rule."""


def say(
    frame: pd.DataFrame,
    bad: pd.Series,
    table: Table,
    column: str,
    code: str,
    cells: pd.Series | None = None,
    **details: str,
) -> Iterator[Problem]:
    """The same problem in the rows that are `bad` (`named`), with cells of the column or others."""
    if not bad.any():
        return
    shown = (frame[column] if cells is None else cells)[bad]
    days = shown.dt.date if shown.dtype.kind == "M" else shown
    texts = ["" if missing(cell) else str(cell) for cell in days]
    yield from named(table.path, column, shown.index.tolist(), code, texts, **details)


def each(bad: pd.Series, by: pd.Series) -> Iterator[tuple[Any, pd.Series]]:
    """Each value that `by` has in rows that are `bad`, and those of them that have it."""
    for value in sorted({*by[bad]}):
        yield value, bad & (by == value)


def _not_also(frame: pd.DataFrame, table: Table, rule: Rule, known: Tables) -> Iterator[Problem]:
    """What stands here does not stand in another table as well."""
    if known.has(rule["table"]):
        bad = _in(frame, rule["fields"], known.frames[rule["table"]])
        other = f"{rule['table']}.csv"
        yield from say(frame, bad, table, rule["fields"][-1], "also_in", allowed=other)


def _in(frame: pd.DataFrame, columns: list[str], other: pd.DataFrame) -> pd.Series:
    """Whether each row's cells in some columns stand in another table; no where one is blank."""
    there = {*zip(*(other[name].tolist() for name in columns), strict=True)}
    rows = zip(*(frame[name].tolist() for name in columns), strict=True)
    found = [row in there and not any(map(missing, row)) for row in rows]
    return pd.Series(found, frame.index, dtype=bool)


def _known(frame: pd.DataFrame, table: Table, rule: Rule, known: Tables) -> Iterator[Problem]:
    """Nothing became known after the day up to which the dataset speaks."""
    if known.horizon is None:
        return
    for column in rule["fields"]:
        bad = frame[column] > pd.Timestamp(known.horizon)
        yield from say(frame, bad, table, column, "after_horizon", allowed=str(known.horizon))


def _series(frame: pd.DataFrame, table: Table, rule: Rule, known: Tables) -> Iterator[Problem]:
    """A meeting is of a series that the settings name."""
    if known.series is not None:
        codes = frame[rule["field"]]
        bad = codes.notna() & ~codes.isin(known.series)
        allowed = ", ".join(known.series)
        yield from say(frame, bad, table, rule["field"], "not_series", allowed=allowed)


def _owned(frame: pd.DataFrame, table: Table, _: Rule, known: Tables) -> Iterator[Problem]:
    """Where everyone has a part of its own, every milestone is somebody's."""
    if known.has("actions"):
        actions = known.frames["actions"]
        own = actions.loc[actions["mode"] == "each", "action_id"]
        bad = frame["participant_id"].isna() & frame["action_id"].isin(own)
        yield from say(frame, bad, table, "participant_id", "needs_owner", frame["action_id"])


def _takes_part(frame: pd.DataFrame, table: Table, _: Rule, known: Tables) -> Iterator[Problem]:
    """Who is named takes part in the action, or has the milestone of which is spoken."""
    if not known.has("participants", "action_participants", "milestones"):
        return
    partners, milestones = known.frames["action_participants"], known.frames["milestones"]
    rows = frame
    if "action_id" not in frame:
        about = milestones.drop_duplicates("milestone_id").set_index("milestone_id")
        actions = frame["milestone_id"].map(about["action_id"])
        own = frame["milestone_id"].map(about["participant_id"]) == frame["participant_id"]
        rows = frame[["participant_id"]].assign(action_id=actions)[~own]
    rows = rows[PART].dropna()
    # Who is no participant is named as such, and not a second time.
    people = known.frames["participants"]["participant_id"]
    bad = ~_in(rows, PART, partners) & rows["participant_id"].isin(people)
    yield from say(rows, bad, table, "participant_id", "takes_no_part")


def _not_the_same_as(
    frame: pd.DataFrame, table: Table, rule: Rule, known: Tables
) -> Iterator[Problem]:
    """An action is not a meeting or a framework once more, under another code."""
    target = rule["table"]
    if not known.has(target):
        return
    others = known.frames[target]
    by_title = others.set_index(others["title"].str.casefold())[others.columns[0]]
    by_title = by_title[by_title.index.notna() & ~by_title.index.duplicated()]
    same = frame["title"].str.casefold().map(by_title)
    if target == "meetings":
        same = same.where(frame["kind"] == "meeting")
        same = same.fillna(_same_day_and_source(frame[frame["kind"] == "meeting"], others, known))
    key, path = table.primary_key[0], f"{target}.csv"
    yield from say(frame, same.notna(), table, key, "same_event", same, allowed=path)


def _same_day_and_source(actions: pd.DataFrame, meetings: pd.DataFrame, known: Tables) -> pd.Series:
    """The meeting that has the days and a source of an action, by line of the action."""
    pairs = []
    if known.has("action_sources"):
        pairs.append(known.frames["action_sources"][["action_id", "source_id"]])
    if known.has("milestones", "reports"):
        steps = known.frames["milestones"][["milestone_id", "action_id"]]
        sourced = known.frames["reports"][["milestone_id", "source_id"]]
        pairs.append(sourced.merge(steps, on="milestone_id")[["action_id", "source_id"]])
    if not pairs:
        return pd.Series(dtype="str")
    sources = pd.concat(pairs).dropna().drop_duplicates()
    dated = actions[actions["starts_precision"] == "day"].reset_index(names="line")
    met = meetings[meetings["precision"] == "day"]
    met = met[["meeting_id", "source_id", "starts_on", "ends_on"]]
    both = dated[["line", "action_id", "starts_on"]].merge(sources, on="action_id")
    both = both.merge(met, on="source_id", suffixes=("", "_met"))
    last = both["ends_on"].fillna(both["starts_on_met"])
    both = both[(both["starts_on_met"] <= both["starts_on"]) & (both["starts_on"] <= last)]
    return both.drop_duplicates("line").set_index("line")["meeting_id"]


def _shown(frame: pd.DataFrame, table: Table, _: Rule, known: Tables) -> Iterator[Problem]:
    """In an open record every milestone, and every announced date, rests on a source."""
    if known.plan is not Plan.OPEN or not known.has("reports"):
        return
    reports = known.frames["reports"]
    sourced = reports[reports["source_id"].notna()]
    shown = frame["milestone_id"].isin(sourced["milestone_id"])
    bare = frame["milestone_id"].notna() & ~shown
    yield from say(frame, bare, table, "milestone_id", "no_source")
    announced = sourced.loc[sourced["state"] == "announced", "milestone_id"]
    dated = frame["agreed_on"].notna() & ~frame["milestone_id"].isin(announced) & ~bare
    yield from say(frame, dated, table, "agreed_on", "not_announced")


def _one_voice(frame: pd.DataFrame, table: Table, _: Rule, __: Tables) -> Iterator[Problem]:
    """Nobody says two things about a milestone on a day; a correction replaces what it corrects."""
    rows = frame[~frame["report_id"].isin(frame["corrects"])]
    replaces = rows["corrects"]
    day = rows["reported_on"].where(replaces.isna())
    questions = [rows["milestone_id"], rows["participant_id"], replaces, day]
    answers = pd.DataFrame({name: pd.factorize(rows[name])[0] for name in SAYS}, rows.index)
    first = answers.groupby(questions, dropna=False).transform("first")
    differs = (answers != first).any(axis="columns")
    bad = differs & rows["milestone_id"].notna() & rows["reported_on"].notna()
    yield from say(rows, bad, table, "state", "two_voices")


def _confirmed(frame: pd.DataFrame, table: Table, _: Rule, known: Tables) -> Iterator[Problem]:
    """A complete plan says what is confirmed; in an open record the evidence does."""
    column = "confirmation"
    if known.plan is Plan.COMPLETE:
        bad = (frame["state"] == "achieved") & frame[column].isna()
        yield from say(frame, bad, table, column, "needed_when", other="state", allowed="achieved")
    if known.plan is Plan.OPEN and known.has("evidence"):
        counted = confirmations(frame, known.frames["evidence"])
        against = frame[column].notna() & counted.notna() & (frame[column] != counted)
        for word, bad in each(against, counted):
            yield from say(frame, bad, table, column, "against_evidence", allowed=word)


def _quoted(frame: pd.DataFrame, table: Table, rule: Rule, _: Tables) -> Iterator[Problem]:
    """A quote is short, and its language is named; without one there is no language."""
    words = frame["quote"].fillna("").map(lambda quote: len(str(quote).split()))
    most = rule["most"]
    yield from say(frame, words > most, table, "quote", "too_many_words", allowed=str(most))
    has, named = frame["quote"].notna(), frame["quote_language"].notna()
    yield from say(frame, has & ~named, table, "quote_language", "needed_with", other="quote")
    yield from say(frame, named & ~has, table, "quote", "needed_with", other="quote_language")


def _published(frame: pd.DataFrame, table: Table, _: Rule, known: Tables) -> Iterator[Problem]:
    """What was published after a report became known cannot be what it rests on."""
    if known.has("reports", "sources"):
        sources = known.frames["sources"].drop_duplicates("source_id").set_index("source_id")
        reports = known.frames["reports"].drop_duplicates("report_id").set_index("report_id")
        published = sources["published_on"].reindex(frame["source_id"]).set_axis(frame.index)
        known_on = reports["reported_on"].reindex(frame["report_id"]).set_axis(frame.index)
        bad, other = published > known_on, "reported_on"
        yield from say(frame, bad, table, "source_id", "newer_source", published, other=other)


def _bounded(frame: pd.DataFrame, table: Table, _: Rule, __: Tables) -> Iterator[Problem]:
    """A last possible day stands beside a first possible one."""
    bad = frame["achieved_until"].notna() & (frame["achieved_precision"] != "day")
    yield from say(frame, bad, table, "achieved_precision", "needed_with", other="achieved_until")


RULES: Mapping[str, Check] = {
    "bounded": _bounded,
    "confirmed": _confirmed,
    "quoted": _quoted,
    "published": _published,
    "not_also": _not_also,
    "known": _known,
    "series": _series,
    "owned": _owned,
    "takes_part": _takes_part,
    "not_the_same_as": _not_the_same_as,
    "shown": _shown,
    "one_voice": _one_voice,
}
"""Rules of the contract by name."""
