"""Where a participant stands: the figures, its milestones by state, and the same by priority."""

from collections.abc import Mapping
from typing import Any

from components.cards import countries
from components.charts import theme
from components.documents.note.layout import (
    Bar,
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Segment,
    Table,
)
from components.layout import tables
from components.layout.headline import metrics
from components.view.view import View
from data import measures
from data.model import APPLICABLE, OUT, SET_ASIDE, Plan

ACTIONS = 11
"""Share of the width for the number of actions."""
MOST_UPRIGHT = 4
"""Columns of states up to which each is as wide as the longest word of its heading."""


def standing(view: View) -> Section:
    """The figures of the headline, all milestones by state, and the same by priority."""
    t, milestones = view.t, view.selection.milestones
    counts = measures.total(milestones)
    numbers = measures.headline_of(view.dataset.plan, counts)
    blocks: list[Block] = [_headline(view, numbers), *_headline_remarks(view, numbers)]
    if counts["applicable"]:
        blocks.append(_bar(view, counts))
    if aside := tables.set_aside(view, counts):
        blocks.append(Paragraph(aside, style="Small"))
    taken_out = (f"{t(f'state.{one}')}: {t.number(int(counts[one]))}" for one in OUT if counts[one])
    if out := t.listed(taken_out):
        blocks.append(Paragraph(t("country_note.out", said=out), style="Small"))
    return Section(t("country_note.stands"), (*blocks, *_by_priority(view, counts)))


def _headline(view: View, numbers: measures.Headline | measures.RecordHeadline) -> Table:
    t = view.t
    if isinstance(numbers, measures.RecordHeadline):
        figures = {metric.label: metric.value for metric in metrics(view, numbers)}
    else:
        ends = {"low": numbers.low, "high": numbers.high, "of": numbers.completed.of}
        figures = {
            t("headline.completed"): _ratio(view, numbers.completed),
            t("headline.delivered"): _ratio(view, numbers.delivered),
            t("headline.range"): t("headline.range_value", **ends),
            t("headline.coverage"): _ratio(view, numbers.coverage),
        }
    columns, row = tuple(Column(name, 25) for name in figures), tuple(map(Cell, figures.values()))
    return Table(t("country_note.headline_alt"), columns, (row,), style="Figure")


def _headline_remarks(
    view: View, numbers: measures.Headline | measures.RecordHeadline
) -> list[Block]:
    """How many reached are confirmed; of a plan, why a share is missing, how many were on time."""
    t = view.t
    if isinstance(numbers, measures.RecordHeadline):
        text = t("country_note.reached", confirmed=numbers.confirmed, awaiting=numbers.awaiting)
        return [Paragraph(text, style="Small")] if numbers.reached else []
    texts, delivered = [], numbers.delivered
    if delivered.of and delivered.share is None:
        received = delivered.of - delivered.missing
        texts.append(t("headline.not_enough", received=received, expected=delivered.of))
    if numbers.on_time:
        texts.append(t("country_note.on_time", said=_ratio(view, numbers.on_time)))
    return [Paragraph(text, style="Small") for text in texts]


def _ratio(view: View, value: measures.Ratio) -> str:
    return tables.ratio(view.t, value) if value.of else f"– ({view.t('headline.nothing_due')})"


def _bar(view: View, counts: Mapping[Any, int]) -> Bar:
    t, segments = view.t, []
    for state in APPLICABLE:
        number, word, look = int(counts[state]), t(f"state.{state}"), theme.STATE[state]
        if number:
            fill = theme.real(look.colour)
            colours = (theme.sign(look.colour), fill, theme.label(fill))
            part = Segment(number, word, theme.STATE[state].sign, *colours, striped=look.hatched)
            segments.append(part)
    title = t("country_note.bar", n=int(counts["applicable"]))
    said = ", ".join(f"{part.word} {t.number(part.count)}" for part in segments)
    return Bar(title, f"{title}: {said}", tuple(segments))


def _by_priority(view: View, total: Mapping[Any, int]) -> list[Block]:
    """Actions and milestones by priority; those set aside have columns of their own."""
    t, open_record = view.t, view.dataset.plan == Plan.OPEN
    titles = tables.priority_titles(view)
    counts = measures.counts(view.selection.milestones, "priority_id", list(titles))
    mine, everyone = countries.actions_by_priority(view)
    states = [state for state in (*APPLICABLE, *SET_ASIDE) if total[state]]
    sums = [] if open_record else ["applicable"]
    turned = len(states) + len(sums) > MOST_UPRIGHT
    share = 8 if turned else 15
    signs = [(theme.STATE[one].sign, theme.sign(theme.STATE[one].colour)) for one in states]
    columns = (
        Column(t("column.priority"), 100 - ACTIONS - share * (len(states) + len(sums))),
        Column(t("column.actions"), ACTIONS, number=True),
        *(
            Column(t(f"state.{state}"), share, True, *sign, turned=turned)
            for state, sign in zip(states, signs, strict=True)
        ),
        *(Column(t("column.applicable"), share, number=True, turned=turned) for _ in sums),
    )

    def row(name: str, actions: int, of: int, numbers: Mapping[Any, int]) -> tuple[Cell, ...]:
        said = t.number(actions) if open_record else t("headline.of", count=actions, of=of)
        counted = (t.number(int(numbers[state])) for state in [*states, *sums])
        return tuple(map(Cell, (name, said, *counted)))

    rows = [
        row(titles[code], mine.get(code, 0), everyone.get(code, 0), numbers)
        for code, numbers in counts.items()
    ]
    rows.append(row(t("country_note.total"), sum(mine.values()), sum(everyone.values()), total))
    return [Table(t("country_note.priority_alt"), columns, tuple(rows), closes=True, names=0)]
