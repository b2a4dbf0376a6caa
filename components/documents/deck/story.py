"""The storyline: what was reached, where and when, what is open, what the meeting can decide."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.cards import agencies, steps
from components.charts import theme
from components.charts.lines import Series
from components.charts.map import Country, map_of, tone
from components.charts.slide_figures import Bars, Marks, by_state
from components.documents.deck import names
from components.documents.deck.meeting import when_and_where
from components.documents.deck.names import FEWEST
from components.documents.deck.slide import MOST_ALT, Grid, Line, Number, Slide, within
from components.documents.deck.speaker_notes import with_notes
from components.layout import reached_dates, tables
from components.layout.headline import metrics, progress_sentence, too_few
from components.view import totals
from components.view.view import View
from data import measures
from data.measures import Stage
from data.model import APPLICABLE, OPEN, REACHED, Plan, State
from data.model.records import missing, records
from data.text.words import Words

MOST_BARS = 12
"""Bars that are legible on a projector."""
SIGNED = Stage.SIGNED, Stage.IN_FORCE
"""Stages of an agreement that is signed."""
MOST_EVENTS = 3
"""Events that are named beside the months."""
MOST_PAIRS = 40
"""Countries that are named in the cells of the agencies: of more their number is said."""


def cover(view: View) -> Slide:
    """Subject, the next meeting, as far as that is known, the cut-off and the dataset."""
    t, meeting = view.t, totals.next_meeting(view)
    about = names.subject(view) or t("deck.roadmap")
    facts = [t("deck.as_known", day=t.date(view.as_of)), t.dataset(view.dataset)]
    if meeting:
        facts.insert(0, when_and_where(view, meeting, "deck.no_day"))
    title = t("deck.cover", about=about)
    return with_notes(view, Slide("title", title, "\n".join(facts)))


def answer(view: View) -> Slide:
    """The answer in a sentence, one figure in large type, and others; of a record only above 0."""
    t, row, head = view.t, totals.total(view), totals.headline(view)
    if isinstance(head, measures.Headline):
        figures = list(_of_plan(view, head))
    else:
        figures = [Number(one.label, one.value, one.small) for one in metrics(view, head)]
        # The title says since when.
        states = view.selection.milestones["state"]
        marks = Marks.of(states[states.isin(REACHED)])
        figures[0] = replace(figures[0], label=t("deck_group.reached"), marks=marks)
        zero = t.number(0)
        figures = [one for place, one in enumerate(figures) if not place or one.value != zero]
    short = tables.counts_sentence(view, "deck.answer", row)
    title = names.headline(view, progress_sentence(view), short)
    sentence = too_few(view)
    if view.dataset.plan == Plan.OPEN and (n := int(row[State.BEFORE_OR_SINCE])):
        sentence = t("deck.day_not_known", n=n)
    return with_notes(view, Slide("headline", title, sentence, tuple(figures)))


def _of_plan(view: View, head: measures.Headline) -> Iterator[Number]:
    """Figures of a complete plan, each with what it is out of; the title has the range."""
    t = view.t
    for name in ("completed", "delivered", "coverage"):
        ratio = getattr(head, name)
        value, label = t.number(ratio.count), t("headline.out_of", of=ratio.of)
        if not ratio.of:
            value, label = "–", t("headline.nothing_due")
        elif ratio.share is not None:
            label = f"{label}, {t.percent(ratio.share)}"
        yield Number(t(f"headline.{name}"), value, label)


def priorities(view: View) -> Slide | None:
    """The first `MOST_BARS` priorities by state since the start, and what was in place before."""
    t, milestones = view.t, view.selection.milestones
    numbers, chosen = tables.priority_numbers(view), view.filters.priority
    counts = measures.counts(milestones, "priority_id", list(chosen or numbers))
    reached = measures.reached_by_group(counts)
    shown = {
        code: f"{numbers[code]} {t('deck.bar', name=names.priority(view, code), n=n)}"
        for code, n in reached.items()
    }
    whole = by_state(counts, shown, t)
    bars = replace(whole, series=tuple(one for one in whole.series if one.mark in APPLICABLE))
    filled = [at for at, total in enumerate(bars.totals) if total or bars.in_place[at]]
    if len(filled) < FEWEST:
        return None
    bars = bars.only(filled[:MOST_BARS])
    title = names.headline(view, *_most(view, reached), t("deck.by_priority"))
    rows = milestones[milestones["state"].isin(REACHED)]
    first = rows[rows["priority_id"] == max(reached, key=reached.__getitem__)]
    subtitle = " ".join(filter(None, [t("deck.priorities_subtitle"), names.unwritten(view, bars)]))
    return with_notes(view, Slide("priorities", title, subtitle, bars), first)


def _most(view: View, reached: Mapping[str, int]) -> Iterator[str]:
    """Under which priority most was reached; nothing where several are alike, or none."""
    most = max(reached.values())
    found = [code for code, number in reached.items() if number == most]
    if most and len(found) == 1:
        name = names.priority(view, found[0])
        yield view.t("deck.most_under", name=name, n=most)


def where(view: View) -> Slide | None:
    """How many milestones were reached in each country, on a map: no ranking."""
    t, milestones = view.t, view.selection.milestones
    counts = measures.reached_by_group(steps.counts_by_country(view, milestones))
    reached = {code: counts[code] for code in tables.countries(view)}
    some = {code: number for code, number in reached.items() if number}
    called, most = tables.every_country(view), max(some.values(), default=0)
    places = [
        Country(code, "", called[code], t.number(n), tone(n, most), False, "")
        for code, n in reached.items()
    ]
    chart = map_of(t("on_map.label"), places, t("on_map.not_drawn"), most)
    drawn = [one for one in chart.countries if one.id in some]
    if len(drawn) < FEWEST or len(chart.countries) < len(chart.apart):
        return None
    apart = t.listed(f"{one.name} {one.number}" for one in chart.apart)
    everywhere = len(some) == len(reached)
    sentence = t("deck.everywhere" if everywhere else "deck.somewhere", n=len(some))
    title = names.headline(view, sentence)
    about = [t("deck.where_subtitle"), f"{chart.not_drawn} {apart}." if apart else ""]
    return with_notes(view, Slide("where", title, " ".join(filter(None, about)), chart))


def by_month(view: View) -> Slide | None:
    """What was reached in each month from the start to the cut-off, with events by name.

    `None` before the first day of the period, and with too few months or milestones.
    """
    t, milestones, period = view.t, view.selection.milestones, view.dataset.period
    if view.as_of < period.starts:
        return None
    found = measures.reached_in_months(milestones, period.starts, view.as_of)
    totals_of = [sum(numbers) for numbers in zip(*found.values(), strict=True)]
    if sum(totals_of) < FEWEST or len(totals_of) < FEWEST:
        return None
    months = pd.period_range(period.starts, periods=len(totals_of), freq="M")
    names_of = tuple(
        _short_month(month, t, with_year=not at or month.month == 1)
        for at, month in enumerate(months)
    )
    series = tuple(
        Series(str(state), t(f"state.{state}"), theme.look(state), tuple(numbers))
        for state, numbers in found.items()
        if any(numbers)
    )
    bars = Bars(names_of, series, upright=True)
    last = max(at for at, number in enumerate(totals_of) if number)
    most = max(range(len(totals_of)), key=totals_of.__getitem__)
    is_over = last < len(totals_of) - 2
    month = t.date(months[last if is_over else most].start_time, "whole_month")
    facts = {"n": sum(totals_of), "month": names.unparted(month), "most": totals_of[most]}
    sentence = t(f"deck.{'none_after' if is_over else 'most_in'}", **facts)
    title = names.headline(view, sentence)
    about = ". ".join(filter(None, [_events(view), names.unwritten(view, bars)]))
    return with_notes(view, Slide("over-time", title, about, bars))


def _short_month(month: pd.Period, t: Words, *, with_year: bool) -> str:
    """A month under its column, with its year where that begins."""
    name = t.narrow_date(month.start_time, "month").replace(str(month.year), "").strip()
    return f"{name}\n’{month.year % 100:02}" if with_year else name


def _events(view: View) -> str:
    """Some of what was reached, each of another month: the newest agreements and others first."""
    t, milestones = view.t, view.selection.milestones
    rows = milestones.iloc[measures.latest_events(milestones)]
    rows = rows[rows["state"] == State.CONFIRMED].drop_duplicates("action_id")
    first = (rows["kind"] != "infrastructure").astype(int)
    first = first.mask(rows["step"].isin(names.SIGNATURES), -1)
    rows = rows.loc[first.sort_values(kind="stable").index]
    rows = rows[~rows["achieved_on"].dt.to_period("M").duplicated()].head(MOST_EVENTS)
    sentence = (
        f"{names.action(view, row['action_id'])}"
        f" ({names.unparted(reached_dates.reached_on(view, row))})"
        for row in records(rows)
    )
    listed = within(sentence, MOST_ALT // 2)
    return t("deck.among_them", text=listed) if listed else ""


def what_is_open(view: View) -> Iterator[Slide]:
    """What is open and what is silent, by name, on as many slides as it needs; none for few.

    With a subject they begin with what was reached.
    """
    t, milestones = view.t, view.selection.milestones
    rows = milestones[milestones["state"].isin(OPEN)]
    groups = names.open_groups(view, milestones)
    reached, has_subject = names.reached(view, milestones), bool(names.subject(view))
    of_all = milestones[milestones["state"].isin(APPLICABLE)] if has_subject else rows
    # A roadmap of one or two milestones names these.
    if len(of_all) < max(min(FEWEST, len(milestones)), 1):
        return
    if is_short := has_subject and len(rows) < FEWEST and len(groups) > 1:
        groups = [names.group(view, t("deck_group.open"), rows)]
    is_wide = groups and not names.has_asides(reached)
    most = names.MOST_OF_A_COLUMN if is_wide else names.MOST_NAMES
    first = names.parted(reached, most) if has_subject and reached.lines else []
    pages, parts, made = names.paged([*first, *groups]), len(first), []
    for place, page in enumerate(pages, 1):
        is_first = place <= parts
        sentence = t.listed(
            f"{group.number} {names.lower_first(group.title)}" for group in page[is_first:]
        )
        wording = "deck.open" if page[is_first:] == groups else "deck.open_of"
        titles = [t(wording, n=len(rows), text=sentence), t("deck.open_short", n=len(rows))]
        if is_first and groups:
            both = t("deck.reached_short", n=reached.number, open=t.number(len(rows)))
            long = t("deck.reached_and", n=reached.number, text=sentence)
            alone = t("deck.reached_alone", n=len(names.shown_on(first)))
            skipped = (1 if page[1:] else 2) if parts > 1 else is_short or not sentence
            titles = [long, both, alone][skipped:]
        elif is_first:
            titles = [t("deck.nothing_open", n=reached.number)]
        at = (place, parts) if is_first else (place - parts, len(pages) - parts)
        title = names.headline(view, *names.numbered(titles, *at))
        key = "open" if place == 1 else f"open-{place}"
        kind = "open" if not is_first else "priority" if page[1:] else "reached"
        slide = Slide(key, title, names.listed(view, page), tuple(page))
        counted = of_all if page[1:] else of_all[of_all["state"].isin(REACHED)]
        made.append(with_notes(view, slide, counted if is_first else None, kind))
    yield from names.fitting(view, made)


def with_agencies(view: View) -> Slide | None:
    """Agreements with EU agencies by stage: who since the start, who before; of one its days."""
    t, bodies, states = view.t, agencies.bodies(view), tables.countries(view)
    found = agencies.furthest_stages(view)
    reached = found[found["stage"] != Stage.NONE]
    if len(reached) < FEWEST:
        return None
    alone = len(states) == 1
    pairs = defaultdict[tuple[str, str], list[Line]](list)
    for cell in records(reached.reset_index()):
        pair = _pair(view, states[cell["participant_id"]], cell, alone=alone)
        pairs[cell["agency_id"], cell["stage"]].append(pair)
    before, rows = theme.STATE[State.IN_PLACE].sign, []
    for code, name in bodies.items():
        cells = tuple(
            tuple(sorted(pairs[code, stage], key=lambda one: (one.sign == before, one.text)))
            for stage in agencies.STAGES
        )
        if any(cells):
            rows.append((agencies.short(name), cells))
    heads = tuple(t.capitalised(t(f"agencies.{stage}")) for stage in agencies.STAGES)
    subtitle = t("deck.agencies_subtitle")
    if len(reached) > MOST_PAIRS:
        rows = [(name, tuple(_numbers(view, cell) for cell in cells)) for name, cells in rows]
        subtitle = t("deck.agencies_numbers")
    if alone:
        rows = [(name, _stage_and_day(heads, cells)) for name, cells in rows]
        heads = t("column.stage"), t("column.date")
    title = names.headline(view, *_agreement_titles(view, found, bodies))
    grid, rows = Grid(t("column.agency"), heads, tuple(rows)), view.selection.milestones
    signed = reached[reached["stage"].isin(SIGNED)]
    since = signed[signed["state"].isin(REACHED)]
    counted = next(one for one in (signed if alone else since, reached) if len(one))
    rows = rows[rows["milestone_id"].isin(counted["milestone_id"])]
    kind = "agreements" if alone else "agencies"
    return with_notes(view, Slide("agencies", title, subtitle, grid), rows, kind)


def _pair(view: View, country: str, cell: Mapping[str, Any], *, alone: bool) -> Line:
    """A country in its cell, filled where the stage was reached since the start."""
    state = State(cell["state"])
    when = "" if missing(cell["achieved_on"]) else reached_dates.reached_on(view, cell)
    text = (names.unparted(when) or view.t("deck.no_date")) if alone else country
    return Line(text, theme.STATE[state].sign)


def _numbers(view: View, cell: Sequence[Line]) -> tuple[Line, ...]:
    """How many countries of a cell have each sign."""
    numbers = Counter(pair.sign for pair in cell)
    signs = [look.sign for look in theme.STATE.values() if look.sign in numbers]
    return tuple(Line(view.t.number(numbers[sign]), sign) for sign in signs)


def _stage_and_day(
    heads: tuple[str, ...], cells: tuple[tuple[Line, ...], ...]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The stage of the one country with its sign, and the day, of the cells of an agency."""
    head, line = next((head, cell[0]) for head, cell in zip(heads, cells, strict=True) if cell)
    return (replace(line, text=head),), (Line(line.text),)


def _agreement_titles(view: View, found: pd.DataFrame, bodies: Mapping[str, str]) -> list[str]:
    """Titles: how many agreements were signed since the start, and how many talks are open.

    Of one country: with which agencies it has signed; where with none, how many talks are open.
    """
    t, signed = view.t, found[found["stage"].isin(SIGNED)]
    talks = int((found["stage"] == Stage.NEGOTIATING).sum())
    # One that several countries signed together is one agreement.
    since = signed.loc[signed["state"].isin(REACHED), "milestone_id"].nunique()
    if len(tables.countries(view)) == 1:
        codes = signed.index.get_level_values("agency_id")
        if named := t.listed(agencies.short(bodies[code]) for code in codes):
            return [t(f"deck.signed_{'with' if since else 'before'}", agencies=named, n=since)]
        return [t("deck.in_talks", n=talks)]
    whole = [t("deck.signed_since", n=since, talks=talks)] if talks else []
    return [*whole, t("deck.signed", n=since)]
