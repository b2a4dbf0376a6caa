"""The sections of a country note, from the same measures and rows as the pages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.cards import change_starts, changes, countries, grouped, meetings, needs, overview
from components.charts import theme
from components.documents.deck import names
from components.documents.note.layout import (
    Bar,
    Block,
    Cell,
    Column,
    Items,
    Paragraph,
    Section,
    Segment,
    Table,
)
from components.layout import quotes, reached_dates, tables
from components.layout.headline import metrics, progress_sentence, too_few
from components.view import totals
from components.view.labels import in_line
from components.view.view import View
from data import measures
from data.measures import RecordHeadline
from data.model import APPLICABLE, OPEN, OUT, REACHED, SET_ASIDE, Plan, State
from data.model.records import missing, records
from data.round.answers.replies import Reply, replies
from data.status import reporting_rounds

MOST_NAMED = 60
"""Points to raise that are named, the first of their order; of others a note counts the states."""
SOURCE_SHARE = 9
"""Share of the width that numbers of sources take."""
ACTIONS = 11
"""Share of the width for the number of actions."""
MOST_UPRIGHT = 4
"""Columns of states up to which each is as wide as the longest word of its heading."""


def every(view: View, code: str) -> list[Section]:
    """Return the sections of the note on one participant that are not empty."""
    t = view.t
    if view.selection.is_empty:
        name = t.participant(view.dataset, code)
        nothing = Paragraph(t("country_note.nothing", name=name))
        blocks = (nothing, *_denials(view, code), *_context_count(view))
        sections = [Section(t("country_note.stands"), blocks)]
    else:
        sections = [to_raise(view, code), standing(view)]
        sections += [agreements(view, code), participation(view, code)]
    sections += [changes_since_meeting(view), limits(view)]
    return [section for section in sections if section.blocks]


def lead(view: View, code: str) -> tuple[Paragraph, ...]:
    """The message; kind of participant, membership, presidencies, notes on it; the next meeting."""
    t = view.t
    progress = names.lower_first(progress_sentence(view))
    message = in_line([t.participant(view.dataset, code), progress], ": ")
    if n := len(_to_raise(view)):
        message = f"{message}. {t('country_note.to_raise', n=n)}"
    opening = [] if view.selection.milestones.empty else [Paragraph(message, style="Message")]
    people, terms = view.dataset.participants, countries.terms(view, code)
    own = people.loc[people["participant_id"] == code, "source_id"]
    codes = pd.concat([own, terms["source_id"]])
    facts = countries.participant_facts(view, code)
    if len(facts) > 1:  # Its kind alone says nothing of it.
        opening.append(Paragraph(". ".join(facts) + ".", tuple(dict.fromkeys(codes.dropna()))))
    notes = view.dataset.notes
    rows = notes[(notes["about_table"] == "participants") & (notes["about_id"] == code)]
    for note in records(rows):
        text = view.content("notes", note["note_id"], "text", note["text"])
        opening.append(Paragraph(text, style="Small"))
    coming = totals.next_meeting(view)
    if not coming:
        return *opening, Paragraph(t("overview.next_none"))
    sentence = t(
        "country_note.next_meeting",
        title=names.meeting(view, coming),
        when=meetings.when(view, coming),
        status=t(f"meeting_status.{coming['status']}"),
    )
    return *opening, Paragraph(sentence, sources=tuple(meetings.source(coming)))


def standing(view: View) -> Section:
    """The figures of the headline, all milestones by state, and the same by priority."""
    t, counts, numbers = view.t, totals.total(view), totals.headline(view)
    small = too_few(view)
    if isinstance(numbers, RecordHeadline) and numbers.reached:
        n = {"confirmed": numbers.confirmed, "awaiting": numbers.awaiting}
        small = t("country_note.reached", **n)
    figures, bar = [_headline(view), *_small([small])], _bar(view, counts)
    out = t.listed(
        f"{t(f'state.{one}')}: {t.number(int(counts[one]))}" for one in OUT if counts[one]
    )
    aside = [tables.set_aside(view, counts), out and t("country_note.out", text=out)]
    blocks = (*figures, *bar, *_small(aside), _by_priority(view, counts))
    return Section(t("country_note.stands"), blocks)


def _small(texts: Iterable[str]) -> list[Paragraph]:
    return [Paragraph(text, style="Small") for text in texts if text]


def _headline(view: View) -> Table:
    """The figures; those of a plan with what stands below them on the page."""
    is_open, found = view.dataset.plan == Plan.OPEN, metrics(view, totals.headline(view))
    columns = tuple(Column(one.label, 100 // len(found)) for one in found)
    small = ("" if is_open or not one.small else f" ({one.small})" for one in found)
    row = tuple(Cell(one.value + rest) for one, rest in zip(found, small, strict=True))
    return Table(view.t("country_note.headline_alt"), columns, (row,), style="Figure")


def _bar(view: View, counts: Mapping[Any, int]) -> list[Bar]:
    """All milestones that count as one bar, a segment for each state that occurs."""
    t, segments = view.t, []
    for state in (one for one in APPLICABLE if counts[one]):
        word, look = t(f"state.{state}"), theme.STATE[state]
        fill = theme.PAPER if look.colour == theme.OPEN else theme.real(look.colour)
        colours = (theme.sign_colour(look.colour), fill, theme.label_colour(fill))
        segments.append(Segment(int(counts[state]), word, look.sign, *colours, look.hatched))
    title = t("country_note.bar", n=int(counts["applicable"]))
    text = ", ".join(f"{part.word} {t.number(part.count)}" for part in segments)
    return [Bar(title, f"{title}: {text}", tuple(segments))] if segments else []


def _by_priority(view: View, total: Mapping[Any, int]) -> Table:
    """Actions and milestones by priority; those set aside have columns of their own."""
    t, titles = view.t, tables.short_titles(view)
    counts = measures.counts(view.selection.milestones, "priority_id", list(titles))
    actions = view.selection.actions["priority_id"].value_counts()
    shown = [state for state in (*APPLICABLE, *SET_ASIDE) if total[state]]
    sums = [] if view.dataset.plan == Plan.OPEN else ["applicable"]
    numbered = [*shown, *sums]
    turned = len(numbered) > MOST_UPRIGHT
    share = 8 if turned else 15
    columns = [
        Column(t("column.priority"), 100 - ACTIONS - share * len(numbered)),
        Column(t("column.actions"), ACTIONS, number=True),
    ]
    for state in shown:
        look, word = theme.STATE[state], t(f"state.{state}")
        colour = theme.sign_colour(look.colour)
        columns.append(Column(word, share, True, look.sign, colour, turned=turned))
    columns += (Column(t(f"column.{one}"), share, number=True, turned=turned) for one in sums)

    def row(name: str, actions: int, numbers: Mapping[Any, int]) -> tuple[Cell, ...]:
        cells = (t.number(int(n)) for n in (actions, *(numbers[one] for one in numbered)))
        return (Cell(name), *map(Cell, cells))

    rows = [row(titles[code], actions.get(code, 0), numbers) for code, numbers in counts.items()]
    rows.append(row(t("country_note.total"), len(view.selection.actions), total))
    alt = t("country_note.priority_alt")
    return Table(alt, tuple(columns), tuple(rows), closes=True, names=0)


def to_raise(view: View, code: str) -> Section:
    """What is open or rests on one source, what to raise about each, and what is needed.

    The first `MOST_NAMED` by name; the others are counted by state.
    """
    t, rows = view.t, _to_raise(view)
    if rows.empty:
        nothing = Paragraph(t("country_note.nothing_open"))
        return Section(t("country_note.open"), (nothing, *_needs(view, code)))
    named = rows.head(MOST_NAMED)
    left = rows.drop(named.index)["state"].value_counts(sort=False)
    others = t.listed(f"{t(f'state.{state}')} {t.number(int(n))}" for state, n in left.items())
    has_silent = bool((rows["state"] == State.NO_REPORT_DUE).any())
    fair = "fair_rounds" if len(reporting_rounds(view.dataset)) else "fair_record"
    blocks: list[Block] = [Paragraph(t(f"country_note.{fair}"))] if has_silent else []
    shown = [
        _row(view, row, _what_is_open(view, row), t(f"country_note_raise.{_question(view, row)}"))
        for row in records(named)
    ]
    columns = (("action", 33), ("is_open", 36), ("to_raise", 22))
    blocks.append(_list_of(view, t("country_note.open_alt"), columns, shown))
    if others:
        blocks.append(Paragraph(t("country_note.not_named", text=others), style="Small"))
    return Section(t("country_note.open"), (*blocks, *_needs(view, code)))


def _needs(view: View, code: str) -> list[Block]:
    """What a participant said by the cut-off that it needs, in its own words."""
    rows, titles = view.dataset.needs, tables.action_names(view)
    rows = rows[(rows["participant_id"] == code) & (rows["received_on"].dt.date <= view.as_of)]
    rows = rows.merge(view.dataset.milestones[["milestone_id", "action_id"]], how="left")
    needed = rows[[*needs.TEXTS, "action_id"]].fillna("").itertuples(index=False)
    texts = tuple(in_line([*texts, titles.get(action, "")]) for *texts, action in needed)
    return [Paragraph(view.t("needs.subtitle")), Items(texts)] if texts else []


def _to_raise(view: View) -> pd.DataFrame:
    """What is open in its one order, then what was reached and awaits its confirmation."""
    milestones = view.selection.milestones
    listed = measures.open_in_order(view.dataset.plan, milestones).values()
    awaiting = milestones[milestones["state"] == State.AWAITING]
    return pd.concat([*(milestones.iloc[places] for places in listed), awaiting])


def _question(view: View, row: dict[str, Any]) -> str:
    """What to raise about a milestone: a key of `[country_note_raise]`."""
    found = replies(view.dataset, view.as_of).get(row["milestone_id"])
    if found and found.reply == Reply.DISPUTED:
        return "disputed"
    return "date" if row["state"] == State.NOT_DUE and missing(row["due_on"]) else row["state"]


def _what_is_open(view: View, row: dict[str, Any]) -> str:
    """The step that is open with its date, its state, and the remark without which it misleads."""
    t, day, state = view.t, reached_dates.reached_or_planned(view, row), row["state"]
    step = t.capitalised(tables.awaited(view, row))
    parts = [f"{step} ({day})" if day else step, t(f"state.{state}")]
    if state == State.NO_REPORT_DUE:
        silence = "headline.passed_small"
        if len(reporting_rounds(view.dataset)):
            silence = "country_note.silent" if row["silent"] else "country_note.not_asked"
        parts.append(t.capitalised(t(silence)))
    elif not missing(row["expected_on"]):
        when = t.short_date(row["expected_on"], row["expected_precision"])
        parts.append(t("country_note.expected", when=when))
    return ". ".join(parts)


def _row(view: View, row: dict[str, Any], words: str, aside: str) -> tuple[Cell, ...]:
    """A milestone: its action, words and what participants answered, another cell, its source."""
    reply = view.t.capitalised(quotes.reply(view, row["milestone_id"]))
    state = _state_cell(row["state"], ". ".join(filter(None, [words, reply])))
    action = tables.action_names(view)[row["action_id"]]
    return Cell(action), state, Cell(aside), _citation(row["source_id"])


def participation(view: View, code: str) -> Section:
    """The actions by kind, all milestones reached or set aside, denials, and what is context."""
    t, actions, heading = view.t, view.selection.actions, view.t("country_note.participates")
    closing = (*_denials(view, code), *_context_count(view))
    if actions.empty:
        return Section(heading, closing)
    counts = actions["kind"].value_counts()
    kinds = (f"{t(f'kinds.{kind}')} {t.number(int(count))}" for kind, count in counts.items())
    blocks: list[Block] = [
        Paragraph(t("country_note.actions", n=len(actions), kinds=t.listed(kinds)))
    ]
    if joint := int((actions["mode"] == "joint").sum()):
        blocks.append(Paragraph(t("country_note.joint", n=joint)))
    milestones = view.selection.milestones
    for name, states in (("reached", REACHED), ("set_aside", SET_ASIDE)):
        rows = milestones[milestones["state"].isin(states)]
        if len(rows):
            blocks += _milestones(view, rows, t(f"country_note.{name}_alt", n=len(rows)))
    return Section(heading, (*blocks, *closing))


def _milestones(view: View, rows: pd.DataFrame, heading: str) -> Sequence[Block]:
    """Milestones that were reached, all of them, the newest first, under a line that says what."""
    newest = rows.sort_values("achieved_on", ascending=False, kind="stable")
    shown = [
        _row(view, row, tables.step(view, row), reached_dates.reached_on(view, row))
        for row in records(newest)
    ]
    named = (("action", 43), ("milestone", 29), ("reached_on", 19))
    return [Paragraph(heading), _list_of(view, heading, named, shown)]


def _denials(view: View, code: str) -> list[Paragraph]:
    """The actions in which the participant denied taking part, as known at the cut-off."""
    t, titles = view.t, tables.action_titles(view)
    rows, name, found = view.dataset.denials, t.participant(view.dataset, code), []
    later = rows["denied_on"] > pd.Timestamp(view.as_of)
    for row in records(rows[(rows["participant_id"] == code) & ~later]):
        day = t.date(row["denied_on"], row["denied_precision"]) or "–"
        text = t("country_note.denied", name=name, action=titles[row["action_id"]], day=day)
        found.append(Paragraph(text, _citation(row["source_id"]).sources))
    return found


def _context_count(view: View) -> list[Paragraph]:
    """How many actions are context, and counted nowhere."""
    number = view.selection.aside
    return [Paragraph(view.t("country_note.aside", n=number), style="Small")] if number else []


def agreements(view: View, code: str) -> Section:
    """Agreements with EU agencies: how many at which stage, then each, the furthest first.

    Empty in a roadmap without agencies.
    """
    t = view.t
    rows = countries.agreement_rows(view, code)
    if rows.empty:
        none = (Paragraph(t("countries.no_agreement")),) if grouped.agency_names(view) else ()
        return Section(t("country_note.agreements"), none)
    rows = rows.sort_values("position", ascending=False, kind="stable", na_position="last")
    titles, milestones = tables.action_names(view), view.selection.milestones
    awaited = milestones[milestones["state"].isin(OPEN)].drop_duplicates("action_id")
    sources = awaited.set_index("action_id")["source_id"]
    stages = rows.drop_duplicates("action_id")
    counts = Counter(countries.furthest(view, row) for row in records(stages))
    by_stage = (f"{stage}: {t.number(number)}" for stage, number in counts.items())
    shown = []
    for row in records(rows):
        stage = t.capitalised(countries.furthest(view, row))
        source = sources.get(row["action_id"]) if missing(row["state"]) else row["source_id"]
        cells = (
            Cell(t.participant(view.dataset, row["participant_id"])),
            Cell(titles[row["action_id"]]),
            Cell(stage) if missing(row["state"]) else _state_cell(row["state"], stage),
            Cell(reached_dates.reached_on(view, row)),
            _citation(source),
        )
        shown.append(cells)
    title = t("countries.agreements_title", n=len(stages))
    opening = Paragraph(f"{title} ({'; '.join(by_stage)}).")
    named = (("agency", 21), ("agreement", 34), ("stage", 17), ("date", 19))
    table = _list_of(view, t("country_note.agreements_alt"), named, shown, names=1)
    return Section(t("country_note.agreements"), (opening, table))


def changes_since_meeting(view: View) -> Section:
    """What changed since the last meeting, in a paragraph; or that none is known."""
    t = view.t
    heading, start = t("country_note.changed"), change_starts.last_meeting(view)
    if not start:
        return Section(heading, (Paragraph(t("country_note.no_meeting")),))
    summary = changes.summary(view, start, changes.change_rows(view, start))
    meeting = change_starts.start_options(view)[start.code]
    paragraph = Paragraph(f"{t('country_note.since', meeting=meeting)} {summary}")
    return Section(heading, (paragraph,))


def limits(view: View) -> Section:
    """The limits of the data, a sentence each."""
    texts = tuple(f"{limit.partition('. ')[0].rstrip('.')}." for limit in overview.limits(view))
    return Section(view.t("limits.title"), (Items(texts),) if texts else ())


def _list_of(
    view: View,
    alt: str,
    named: Sequence[tuple[str, int]],
    rows: Sequence[tuple[Cell, ...]],
    names: int = 0,
) -> Table:
    """A list: columns by their keys in `[column]`, with shares, and behind them any sources."""
    shares = (*named, ("source", SOURCE_SHARE))
    columns = [Column(view.t(f"column.{name}"), share) for name, share in shares]
    if not any(row[-1].sources for row in rows):
        del columns[-1]
    return Table(alt, tuple(columns), tuple(row[: len(columns)] for row in rows), names=names)


def _state_cell(state: str, words: str) -> Cell:
    """Some words with the sign and the colour of a state."""
    look = theme.STATE[State(state)]
    return Cell(words, look.sign, theme.sign_colour(look.colour))


def _citation(code: object) -> Cell:
    """A source; empty where the code is missing."""
    return Cell("", sources=() if missing(code) else (str(code),))
