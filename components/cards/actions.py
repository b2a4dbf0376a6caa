"""Lists that several pages and documents share: actions, milestones; and a search of actions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from components.layout import column, reached_dates, tables
from components.layout.card import SortableTable
from components.layout.column import Column, Row
from components.layout.parts import Field, Parameter
from components.view.memo import memoize_texts
from components.view.view import View, in_language
from data import measures
from data.matching import Texts, words_of
from data.model import COUNTED, Dataset, Status
from data.model.records import by_code, missing, records
from data.text import words

BESIDE = 35
"""Characters shown on each side of words that were found."""
FOUND_BY = (
    ("action_id", "title"),
    ("priority_id", "participant_id", "kind", "detail"),
    ("description", "starts_on", "milestone_id"),
    ("source_id",),
)
"""What an action is found by, as `data.matching` weighs it: names in `[field]`."""


class Passage(NamedTuple):
    """A text by which an action is found: its language, blank for all, and one of `FOUND_BY`."""

    language: str
    field: str
    text: str


Places = Mapping[Passage, Sequence[tuple[int, int, int]]]
"""Passage to the words of a search that it holds, as `data.matching` says where they are."""
LONGEST_SEARCH = 200
"""Characters of a search that are looked at."""
SEARCH = Parameter("q", lambda _, text: text[:LONGEST_SEARCH])
"""What the list of actions is searched for."""


def newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Milestones by the day on which they were reached, else are due (`on`), the newest first.

    Those without a day come last.
    """
    days = rows["achieved_on"].fillna(rows["due_on"])
    return rows.assign(on=days).sort_values("on", ascending=False, kind="stable")


def milestones(view: View, rows: pd.DataFrame) -> SortableTable:
    """Milestones as a list, indexed by action: what, of which action, when, its state and evidence.

    Where none of them has a due date, an answer or a printed sentence, there is no column for it.
    """
    numbers = tables.priority_numbers(view)
    columns = [
        column.action(view),
        column.milestone(view),
        column.state(view),
        column.reached_on(view),
        column.due_on(view),
        column.reply(view),
        column.participants(view),
        Column("column.priority", lambda row: numbers[row["priority_id"]]),
        *column.evidence(view),
        column.stored("column.id", "milestone_id"),
    ]
    return column.table(view, records(rows), columns, "action_id")


def table_of_actions(view: View, rows: pd.DataFrame) -> SortableTable:
    """Actions, rows of their table, as a list shows them, in their order and indexed by action."""
    columns = columns_of_actions(view, list(rows["action_id"]))
    return column.table(view, records(rows), columns, "action_id")


def columns_of_actions(view: View, codes: Sequence[str]) -> list[Column]:
    """Return the columns of a list of these actions, with statuses and milestones of the choice."""
    t, span = view.t, partial(reached_dates.span, view)
    parts, chosen = view.selection.parts, view.selection.milestones
    statuses = Counter(zip(parts["action_id"].tolist(), parts["status"].tolist(), strict=True))
    counted = measures.counts(chosen[chosen["action_id"].isin(codes)], "action_id", codes)

    def status(row: Row) -> str:
        if row["link"] not in COUNTED:
            return t("link.not_counted")
        own = {one: statuses[row["action_id"], one] for one in Status}
        return tables.count_statuses(view, own)

    return [
        column.stored("column.id", "action_id"),
        column.action(view, "column.title"),
        Column("column.status", status),
        Column(
            "column.milestones", lambda row: tables.reached_words(view, counted[row["action_id"]])
        ),
        Column("column.kind", lambda row: t(f"kind.{row['kind']}")),
        column.date(view, "column.starts_on", "starts_on", "starts_precision", words=span),
        column.participants(view),
        column.priority(view),
    ]


def search_field(view: View, text: str) -> Field:
    """Where a reader writes what the list of actions is searched for."""
    t = view.t
    hint = t("actions.search_placeholder")
    return Field(t("actions.search"), SEARCH.name, text[:LONGEST_SEARCH], placeholder=hint)


def matching(view: View, text: str) -> pd.DataFrame:
    """Listed actions that a search finds, by the rule of `data.matching`; a blank one leaves all.

    In any language: code, title, participants, priority, type, date, description, milestones, and
    publisher and title of sources.
    """
    rows = view.selection.listed
    if not text.strip():
        return rows
    return rows[rows["action_id"].isin(texts(view).find(text[:LONGEST_SEARCH]))]


def where_found(view: View, text: str, codes: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Action to where a search found its words, of those not found by code or title alone.

    That is a sentence in runs, of which every second one is a word that was looked for.
    """
    find, shown = texts(view).places(text[:LONGEST_SEARCH]), dict[str, Sequence[str]]()
    for code in codes if text.strip() else ():
        places = {one: found for one in passages(view)[code] if (found := find(one.text))}
        if named := _fewest(view, places):
            shown[code] = _found_in(view, named, places)
    return shown


def _fewest(view: View, places: Places) -> list[Passage]:
    """As few passages as hold all words that the title does not, first in the reader's language."""
    here = (view.t.language, "")
    words = {one: {word for word, *_ in found} for one, found in places.items()}
    titles = [one for one in words if one.language in here and one.field in FOUND_BY[0]]
    left = set[int]().union(*words.values()).difference(*(words[one] for one in titles))
    named = []
    while left:
        covers = {
            one: (len(held & left), one.language in here, len(held)) for one, held in words.items()
        }
        named.append(max(covers, key=covers.__getitem__))
        left -= words[named[-1]]
    return named


def _found_in(view: View, named: Sequence[Passage], places: Places) -> Sequence[str]:
    """Passages one after the other, each with what it is, and its language if it is another."""
    t, runs = view.t, [view.t("actions.found_in")]
    for one in named:
        field, language = t(f"field.{one.field}"), t.locale.languages.get(one.language, "")
        is_foreign = one.language not in (t.language, "")
        about = f"({field}, {language})" if is_foreign else f"({field})"
        first, *rest, last = cut(one.text, [span for _, *span in places[one]])
        ending = "" if one is named[-1] else "; "
        runs = [*runs[:-1], runs[-1] + first, *rest, f"{last} {about}{ending}"]
    return runs


def cut(text: str, spans: Sequence[Sequence[int]]) -> list[str]:
    """The part of a text around these places, in runs: every second one is a place."""
    (first, _), (_, last) = spans[0], spans[-1]
    begins = text.find(" ", first - BESIDE, first) + 1 if first > BESIDE else 0
    ends = text.rfind(" ", last, last + BESIDE) if last + BESIDE < len(text) else len(text)
    edges = [begins, *(edge for span in spans for edge in span), max(ends, last)]
    runs = [text[start:end] for start, end in pairwise(edges)]
    for at, run in enumerate(runs[2:-1:2], 1):
        if len(run) > 2 * BESIDE:
            before, after = run[:BESIDE].rpartition(" ")[0], run[-BESIDE:].partition(" ")[2]
            runs[2 * at] = f"{before} … {after}"
    runs[0] = f"{'…' if begins else ''}{runs[0]}"
    runs[-1] += "…" if edges[-1] < len(text) else ""
    return runs


@memoize_texts
def texts(view: View) -> Texts:
    """The texts by which each action that was known by the cut-off is found.

    What names it; who takes part, in what; what it is; who wrote about it.
    """
    found = {
        code: [" ".join(text for _, field, text in own if field in named) for named in FOUND_BY]
        for code, own in passages(view).items()
    }
    return searchable(view, found)


@memoize_texts
def passages(view: View) -> Mapping[str, Sequence[Passage]]:
    """What each action that was known by the cut-off is found by, in all languages."""
    dataset, known = view.dataset, view.selection.snapshot
    partners, sources = _partners(dataset), _sources(view)
    steps = known.milestones[["action_id", "milestone_id", "step", "title"]]
    steps_of = {code: records(own) for code, own in steps.groupby("action_id")}
    found = {}
    for row in records(dataset.actions[known.index.listed]):
        code, priority = row["action_id"], row["priority_id"]
        who, own = partners.get(code, {}), list[Passage]()
        for one in everywhere(view):
            t = one.t
            names = {partner: t.participant(dataset, partner) for partner in who}
            service = partial(one.content, "action_participants")
            described = one.content("actions", code, "description", row["description"])
            by_field = {
                "title": [tables.action_titles(one)[code]],
                "participant_id": names.values(),
                "priority_id": [tables.priority_titles(one)[priority]],
                "kind": [t(f"kind.{row['kind']}")],
                "detail": [
                    f"{names[partner]}: {service(f'{code}/{partner}', 'detail', detail)}"
                    for partner, detail in who.items()
                    if not missing(detail)
                ],
                "description": described.split(". "),
                "starts_on": [t.date(row["starts_on"], row["starts_precision"])],
                "milestone_id": [tables.step(one, step) for step in steps_of.get(code, [])],
            }
            own += _passages(t.language, by_field)
        codes = {"action_id": [code], "priority_id": [priority], "participant_id": who}
        found[code] = [*own, *_passages("", {**codes, "source_id": sources.get(code, ())})]
    return found


def _passages(language: str, by_field: Mapping[str, Iterable[str]]) -> list[Passage]:
    return [Passage(language, field, text) for field, own in by_field.items() for text in own]


def everywhere(view: View) -> list[View]:
    """The same choice as a view in each language: a search finds words of all of them."""
    return [in_language(view, code) for code in words.languages()]


def searchable(view: View, texts: Mapping[str, Sequence[str]]) -> Texts:
    """Texts as `data.matching` takes them, with what each language says of its words."""
    small, alike = (
        [one.t(f"search.{name}_words") for one in everywhere(view)] for name in ("small", "alike")
    )
    groups = [words_of(group) for joined in alike for group in joined.split(";")]
    return Texts(texts, {word for joined in small for word in words_of(joined)}, groups)


def published(view: View, codes: Iterable[str | None]) -> list[str]:
    """Publisher and title of each source, without those published after the cut-off."""
    sources, day = by_code(view.dataset, "sources"), pd.Timestamp(view.as_of)
    known = [sources[code] for code in dict.fromkeys(codes) if isinstance(code, str)]
    return [
        row["publisher"] if missing(row["title"]) else f"{row['publisher']}: {row['title']}"
        for row in known
        if missing(row["published_on"]) or row["published_on"] <= day
    ]


def _partners(dataset: Dataset) -> dict[str, dict[Any, Any]]:
    """Action to the codes of its participants, each with its ministry or service if known."""
    groups = dataset.action_participants.set_index("participant_id").groupby("action_id")["detail"]
    return {str(code): own.to_dict() for code, own in groups}


def _sources(view: View) -> dict[str, list[str]]:
    """Action to publisher and title of its sources, and of those of reports by the cut-off."""
    dataset = view.dataset
    reports = dataset.reports[dataset.reports["reported_on"] <= pd.Timestamp(view.as_of)]
    actions = dataset.milestones.set_index("milestone_id")["action_id"]
    reports = reports.assign(action_id=reports["milestone_id"].map(actions))
    links = pd.concat([dataset.action_sources, reports]).groupby("action_id")["source_id"]
    return {str(code): published(view, own) for code, own in links}
