"""Slides of what has been reached: the headline, changes, over time, by priority, by country."""

from collections.abc import Iterator
from dataclasses import replace

from components import tables, theme
from components.card import metrics
from components.documents.deck import charts, notes
from components.documents.deck.model import MOST_LINES, MOST_OF_A_TITLE, Cell, Line, Matrix, Number, Slide, cut
from components.findings import changes, country, overview
from components.view import View
from data import changes as differences
from data import measures, select
from data.frames import records

MOST_ROWS = 8
"""Countries on one slide of the matrix: so many rows leave room for a word in each cell."""
MOST_OF_A_SUBJECT = 80
"""Characters of a name at the beginning of a title, so that its number fits beside it."""
MOST_OF_A_HEADING = 34
"""Characters of a priority over a column: two lines."""


def headline(view: View) -> Slide:
    """The four figures of the whole choice."""
    t, numbers = view.t, overview.headline(view)
    figures = [Number(one.label, one.value, one.small or "", t(f"headline.{one.name}_help")) for one in metrics(view, numbers)]
    lacking = numbers.delivered
    few = t("headline.not_enough", received=lacking.of - lacking.missing, expected=lacking.of)
    said = [f"{one.label}: {', '.join(filter(None, [one.value, one.small]))}. {one.means}" for one in figures]
    return Slide(
        "headline",
        t("deck.headline_title", count=numbers.low, of=numbers.completed.of, high=numbers.high),
        few if lacking.of and lacking.share is None else t("deck.headline_subtitle"),
        tuple(figures),
        notes=notes.of(view, ["headline", "counting"], view.selection.milestones["source_id"], "\n".join(said)),
    )


def changed(view: View) -> Slide | None:
    """What changed since the last meeting; `None` where none is on record."""
    t, start = view.t, changes.last_meeting(view)
    if start is None:
        return None
    rows = changes.found(view, start)
    counted = {kind: number for kind, number in differences.count(rows).items() if number}
    said = [t(f"change_said.{kind}", n=number) for kind, number in counted.items()]
    lines = [Line(t.capitalised(text), theme.CHANGE_SIGN[kind]) for kind, text in zip(counted, said, strict=True)]
    if len(lines) >= MOST_LINES:
        others = sum(list(counted.values())[MOST_LINES - 2 :])
        lines = [*lines[: MOST_LINES - 2], Line(t("deck.other_changes", n=others), "…")]
    first, last = (t.date(day) for day in (start.day, view.as_of))
    summary = changes.summary(view, start, rows)
    title = t("deck.changes_title", day=first, said=said[0]) if said else t("deck.nothing_changed", first=first, last=last)
    return Slide(
        "changes",
        title,
        t("deck.changes_subtitle", n=len(rows), first=first, last=last),
        (*lines, Line(changes.totals(view, start))),
        notes=notes.of(view, ["changes"], rows["source_id"], start.title, summary),
    )


def over_time(view: View) -> Slide | None:
    """Milestones reached by month; `None` where nothing has a date."""
    card = overview.over_time(view)
    if card is None:
        return None
    milestones = view.selection.milestones
    chart = charts.over_time(measures.over_time(milestones), card.chart, view.t)
    subtitle = view.t("deck.time_subtitle", n=overview.undated(view))
    return Slide("over-time", card.title, subtitle, chart, card.alt, notes.of(view, ["over-time", "dates"], milestones["source_id"]))


def priorities(view: View) -> Slide:
    """The priorities, stacked by the state of their milestones."""
    t, card = view.t, overview.priorities(view)
    names = tables.priority_titles(view, view.filters.priority or None)
    counts = measures.counts(view.selection.milestones, "priority_id", list(names))
    totals = charts.totals(counts)
    said = t.listed(t(f"state_said.{state}", n=number) for state, number in totals.items())
    return Slide(
        "priorities",
        t("deck.priorities_title", n=sum(totals.values()), said=said),
        card.subtitle,
        charts.by_state(counts, names, t),
        card.alt,
        notes.of(view, ["milestone-states", "counting"], view.selection.milestones["source_id"]),
    )


def priority(view: View, code: str) -> Slide:
    """One priority: its milestones by kind of action."""
    t = view.t
    milestones = view.selection.milestones[view.selection.milestones["priority_id"] == code]
    actions = view.selection.actions[view.selection.actions["priority_id"] == code]
    completed = measures.headline(measures.total(milestones)).completed
    name = tables.priority_titles(view)[code]
    subject = cut(name, MOST_OF_A_SUBJECT)
    key = f"priority-{code}"
    described = next(row for row in records(view.dataset.priorities) if row["priority_id"] == code)
    told = notes.of(
        view,
        ["milestone-states", "counting"],
        milestones["source_id"],
        f"{name}\n{view.content('priorities', code, 'description', described['description'])}".strip(),
    )
    if milestones.empty:
        return Slide(key, t("deck.priority_empty", priority=subject), "", (Line(t("deck.no_milestones")),), notes=told)
    kinds = {kind: t.capitalised(t(f"kinds.{kind}")) for kind in sorted(milestones["kind"].unique())}
    chart = charts.by_state(measures.counts(milestones, "kind", list(kinds)), kinds, t)
    title = t("deck.priority_title", priority=subject, count=completed.count, of=completed.of)
    return Slide(key, title, t("deck.priority_subtitle", n=len(actions)), chart, f"{title}. {charts.said(chart, t)}", told)


def matrix(view: View) -> Iterator[Slide]:
    """The country x priority matrix, on as many slides as its rows need."""
    t, card = view.t, overview.matrix(view)
    content = card.chart
    columns = tuple(cut(column["name"], MOST_OF_A_HEADING) for column in content["columns"])
    rows = [(row["name"], tuple(_cell(cell, view) for cell in row["cells"])) for row in content["rows"]]
    size = -(-len(rows) // -(-len(rows) // MOST_ROWS))
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    told = notes.of(
        view, ["matrix", "counting"], view.selection.milestones["source_id"], "\n".join(column["name"] for column in content["columns"])
    )
    for number, part in enumerate(parts, 1):
        names = t("deck.from_to", first=part[0][0], last=part[-1][0]) if len(part) > 1 else part[0][0]
        place = f"{names} ({t('headline.of', count=number, of=len(parts))}). " if len(parts) > 1 else ""
        said = "; ".join(cell.label for _, cells in part for cell in cells if cell.mark)
        yield Slide(
            "matrix" if number == 1 else f"matrix-{number}",
            card.title,
            f"{place}{t('deck.matrix_subtitle')}. {t('deck.matrix_signs')}",
            Matrix(t("column.country"), columns, tuple(part)),
            f"{card.title}. {said}",
            told,
        )


def _cell(cell: dict[str, object], view: View) -> Cell:
    if cell["empty"]:
        return Cell("–", "", "", "", str(cell["label"]))
    word = view.t(f"cell.{cell['mark']}") if cell["sign"] else ""
    return Cell(str(cell["text"]), str(cell["sign"]), word, str(cell["mark"]), str(cell["label"]))


def of_country(view: View, code: str) -> Slide:
    """One country that was chosen: the parts of actions it has, by priority and status."""
    chosen = view.filters.with_(country=(code,))
    mine = replace(view, filters=chosen, selection=select.choose(view.selection.known, chosen))
    t, name = view.t, view.t.participant(view.dataset, code)
    names = tables.priority_titles(mine, mine.filters.priority or None)
    parts, milestones = mine.selection.parts, mine.selection.milestones
    chart = charts.by_status(measures.statuses(parts, "priority_id", list(names)), names, t)
    completed = measures.parts_completed(parts)
    title = t("deck.country_title", country=cut(name, MOST_OF_A_SUBJECT), count=completed.count, of=completed.of)
    facts = "\n".join(country.facts(mine, code))
    card = country.by_priority(mine, code)
    agreed = country.agreements(mine, code)
    told = notes.of(view, ["status", "counting"], milestones["source_id"], facts, card.title, agreed.title if agreed else "")
    key = f"country-{code}"
    if parts.empty:
        return Slide(key, cut(t("deck.country_empty", country=name), MOST_OF_A_TITLE), "", (Line(t("deck.no_milestones")),), notes=told)
    return Slide(key, title, t("deck.country_subtitle"), chart, f"{title}. {charts.said(chart, t)}", told)
