"""The appendix of a deck: each priority, the grid, the timeline, the method and the sources."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from components.cards import counted, overview
from components.charts.slide_figures import Matrix, matrix
from components.documents.deck import names, slide
from components.documents.deck.names import FEWEST
from components.documents.deck.speaker_notes import with_notes
from components.layout import tables
from components.view import totals
from components.view.labels import in_line
from components.view.view import View
from data import measures
from data import meetings as calendar
from data.model import REACHED, Plan, State
from data.model.records import records

MOST_MONTHS, MOST_SPANS = 24, 8
"""Months of a timeline by quarters, and rows; a longer one is by years, the first in one row."""
ROOM = 8
"""Characters that a title leaves for the colon, and for which of several slides it is."""
MOST_ROWS, MOST_COLUMNS = 16, 8
"""Countries and priorities of the grid on one slide."""
MOST_HIGH, WIDE, UPRIGHT = 16, 28, 0.46
"""Lines of its height; characters of a line of a priority; lines for a character of a country."""
LONGEST_UPRIGHT = 14
"""Characters of the name of a country in one line, which stands upright; else it takes two."""


def priority(view: View, code: str) -> Iterator[slide.Slide]:
    """One priority: what was reached, the newest first, and what is open, by name.

    On as many slides as all that was reached needs; none where the priority shows little.
    """
    whole = view.selection.milestones
    milestones = whole[whole["priority_id"] == code]
    row = measures.total(milestones)
    if row["applicable"] < FEWEST:
        return
    listed = measures.open_in_order(view.dataset.plan, milestones)
    still_open = milestones.iloc[np.concatenate(list(listed.values()))]
    reached = names.reached(view, milestones)
    rest = names.group(view, view.t("deck_group.open"), still_open)
    numbers = len(reached.lines), len(rest.lines)
    if max(numbers) <= names.MOST_NAMES < sum(numbers):
        parts, (rest,) = (names.parted(one, names.MOST_OF_A_COLUMN) for one in (reached, rest))
    else:
        parts = names.parted(reached)
    groups = [group for group in (*parts, rest) if group.lines]
    pages = names.paged(groups) if any(one.columns > 1 for one in groups) else [groups]
    name = names.priority(view, code)
    long = tables.counts_sentence(view, "deck.group_title", row, name=name)
    short = tables.counts_sentence(view, "deck.answer", row)
    since = milestones[milestones["state"].isin(REACHED)]
    short = in_line([slide.cut(name, slide.MOST_OF_A_TITLE - len(short) - ROOM), short], ": ")
    made = []
    for place, page in enumerate(pages, 1):
        several = len(pages) - (pages[-1] == [rest])
        title = slide.first_that_fits(*names.numbered((long, short), place, several))
        if page == [rest]:
            title = in_line([name, view.t("deck.open_short", n=len(still_open))], ": ")
        key = f"priority-{code}" if place == 1 else f"priority-{code}-{place}"
        kind = "open" if page == [rest] else "priority" if rest in page else "reached"
        one = slide.Slide(key, title, names.listed(view, page), tuple(page), appendix=True)
        made.append(with_notes(view, one, still_open if kind == "open" else since, kind))
    yield from names.fitting(view, made)


def grid(view: View) -> Iterator[slide.Slide]:
    """Countries and priorities, on as many slides as they need; none where they show little."""
    t, milestones, countries = view.t, view.selection.milestones, tables.countries(view)
    chosen = tables.priorities(view)
    called = {code: names.priority(view, code) for code in chosen}
    cells = measures.matrix(milestones, view.dataset, list(countries), list(called))
    whole = matrix(cells, countries, tables.priority_numbers(view), called, t)
    if sum(cell.number > 0 for row in whole.rows for cell in row.cells) < FEWEST:
        return
    several = sum(sum(cell.number > 0 for cell in row.cells) >= FEWEST for row in whole.rows)
    finding = t("deck.grid_finding", n=several) if several else t("deck.grid")
    parts = list(_parts(whole))
    for place, part in enumerate(parts, 1):
        (title,) = names.numbered([names.headline(view, finding)], place, len(parts))
        key = "matrix" if place == 1 else f"matrix-{place}"
        yield with_notes(view, slide.Slide(key, title, "", part, appendix=True), kind="matrix")


def _parts(whole: Matrix) -> Iterator[Matrix]:
    """A grid in as few parts as have room for all names, as alike as can be."""
    lines = max(-(-len(name) // WIDE) for name in whole.columns)
    for down in slide.even(whole.rows, MOST_ROWS):
        rows = [replace(row, name=_upright(row.name)) for row in down]
        longest = max(len(line) for row in rows for line in row.name.split("\n"))
        room = int((MOST_HIGH - UPRIGHT * longest) / lines)
        cells = zip(*(slide.even(row.cells, min(room, MOST_COLUMNS)) for row in rows), strict=True)
        heads = slide.even(whole.columns, min(room, MOST_COLUMNS))
        for columns, parts in zip(heads, cells, strict=True):
            parted = (replace(row, cells=part) for row, part in zip(rows, parts, strict=True))
            yield replace(whole, columns=columns, rows=tuple(parted))


def _upright(name: str) -> str:
    """The name of a country, where it is long in two lines, as alike as can be."""
    lines = (slide.in_two_lines(name) if len(name) > LONGEST_UPRIGHT else name).split("\n")
    return "\n".join(slide.cut(line, 2 * LONGEST_UPRIGHT) for line in lines)


def timeline(view: View) -> slide.Slide | None:
    """What was reached in each quarter or year, with a meeting or an event, and what comes next."""
    t, milestones, period = view.t, view.selection.milestones, view.dataset.period
    coming = calendar.still_to_come(milestones)
    newest = milestones.iloc[measures.latest_events(milestones)]
    if len(newest) + len(coming) < FEWEST or newest.empty or view.as_of < period.starts:
        return None
    months = pd.period_range(period.starts, view.as_of, freq="M")
    unit = "quarter" if len(months) <= MOST_MONTHS else "year"
    code = unit[0].upper()
    found = measures.reached_in_months(milestones, period.starts, view.as_of)
    monthly = pd.Series(np.sum(list(found.values()), axis=0), months.asfreq(code))
    numbers = monthly.groupby(level=0).sum()
    known = calendar.known_on(view.dataset, view.as_of)
    is_held = known["status"] == calendar.MeetingStatus.HELD
    level = next(iter(calendar.levels_of_cycle(view.dataset)), "ministerial")
    held = records(known[is_held & (known["level"] == level)])
    ranks = (newest["state"] != State.CONFIRMED) * 2 + ~newest["step"].isin(names.SIGNATURES)
    newest = newest.loc[ranks.sort_values(kind="stable").index]
    rows = []
    spans = pd.PeriodIndex(numbers.index)
    if earlier := int(numbers.iloc[:-MOST_SPANS].sum()):
        rows.append((t("deck.earlier"), ((slide.Line(t.number(earlier)),), ())))
    for span, number in [*zip(spans, numbers, strict=True)][-MOST_SPANS:]:
        within_it = newest[newest["reached_by"].dt.to_period(code) == span]
        met = [one for one in held if one["starts_on"].to_period(code) == span]
        named = [names.meeting(view, one) for one in met[-1:]]
        named += [names.action(view, code) for code in within_it["action_id"].unique()]
        cells = (slide.Line(t.number(int(number))),), tuple(map(slide.Line, named[:1]))
        rows.append((t.narrow_date(span.start_time, unit), cells))
    if len(coming):
        ahead = names.action(view, coming["action_id"].iloc[0])
        following = f"{t('deck_group.next')} ({t.number(len(coming))})"
        # The column counts what was reached.
        rows.append((following, ((), (slide.Line(ahead),))))
    heads = t("deck_group.reached"), t("deck.for_example")
    when = names.unparted(t.date(spans[int(numbers.argmax())].start_time, unit))
    sentence = t("deck.most_when", n=int(numbers.sum()), when=when, most=int(numbers.max()))
    title = names.headline(view, sentence)
    table = slide.Grid(t("deck.when"), heads, tuple(rows))
    return with_notes(view, slide.Slide("timeline", title, "", table, appendix=True))


def method(view: View) -> slide.Slide:
    """How it is counted, in a few sentences."""
    t = view.t
    shares = {"fewest": measures.FEWEST_FOR_A_SHARE, "most": t.percent(measures.MOST_MISSING)}
    is_silent = (view.selection.milestones["state"] == State.NO_REPORT_DUE).any()
    last = t("deck.missing" if is_silent else "deck.confirmed")
    sentences = [t("deck.counting"), t("deck.share", **shares), last]
    title = t("deck.method", version=view.method)
    one = slide.Slide("method", title, "", tuple(map(slide.Line, sentences)), appendix=True)
    return with_notes(view, one, view.selection.milestones)


def sources(view: View) -> slide.Slide | None:
    """How many sources stand behind the numbers, by kind, and what the data cannot say."""
    t, milestones = view.t, view.selection.milestones
    known = view.dataset.sources
    mine = known[known["source_id"].isin(milestones["source_id"])]
    if len(mine) < FEWEST:
        return None
    kinds = mine["kind"].value_counts()
    by_kind = t.listed(t(f"deck_kind.{kind}", n=n) for kind, n in kinds.items())
    limits = [limit.split(". ")[0].rstrip(".") + "." for limit in overview.limits(view)]
    short = [limit for limit in limits if len(limit) <= slide.MOST_OF_A_LINE]
    # Where no slide of its own says how it is counted, this one does.
    first = [t("deck.counting")] if names.subject(view) else []
    if view.dataset.plan == Plan.COMPLETE:  # Where a share of those that apply is shown.
        first += [line.text for line in counted.sums(view, totals.total(view), ["milestones"])]
    lines = [*first, t("deck.by_kind", text=by_kind), *short[: 1 if first else 2]]
    rows_of = {"actions": view.selection.actions, "milestones": milestones, "sources": mine}
    behind = t.listed(t(f"deck_counted.{name}", n=len(rows)) for name, rows in rows_of.items())
    title = names.headline(view, names.lower_first(t("deck.stands_behind", text=behind)))
    one = slide.Slide("sources", title, "", tuple(map(slide.Line, lines)), appendix=True)
    return with_notes(view, one, milestones)
