"""The figures of the headline: four large numbers, and the same as a table."""

from dataclasses import asdict
from typing import NamedTuple

import pandas as pd

from components.layout import tables
from components.view import totals
from components.view.view import View
from data import measures
from data.measures import Headline, Ratio, RecordHeadline

RECORD_FIGURES = ("reached", "to_come", "passed", "in_place")
"""The figures of the headline of an open record, in their order."""


class Metric(NamedTuple):
    """One of the four figures of the headline in words.

    Attributes:
        name: completed, delivered, range or coverage; on an open record one of `RECORD_FIGURES`.
        label: what it is called.
        value: the figure.
        small: a text below the figure; blank where there is none.
    """

    name: str
    label: str
    value: str
    small: str = ""


def progress_sentence(view: View) -> str:
    """Say what was reached of the whole choice; on a complete plan as a range, if reports lack."""
    numbers = totals.headline(view)
    surely = isinstance(numbers, measures.Headline) and numbers.low == numbers.high
    key = "deck.headline_surely" if surely else "deck.headline_title"
    return tables.counts_sentence(view, key, totals.total(view))


def reached_text(view: View, confirmed: int, awaiting: int) -> str:
    """How many are confirmed and how many are not yet, in words: neither may be said alone."""
    t = view.t
    return f"{t('standing.confirmed', n=confirmed)}, {t('standing.awaiting', n=awaiting)}"


def too_few(view: View, *, is_short: bool = False) -> str:
    """Return why a plan has no percentage, where too few of the reports are there; else blank."""
    numbers = totals.headline(view)
    due = None if isinstance(numbers, measures.RecordHeadline) else numbers.delivered
    if not due or not due.of or due.share is not None:
        return ""
    if is_short:
        few = "due" if due.of < measures.FEWEST_FOR_A_SHARE else "reports"
        return view.t(f"headline.few_{few}")
    return view.t("headline.not_enough", received=due.of - due.missing, expected=due.of)


def metrics(view: View, numbers: Headline | RecordHeadline) -> list[Metric]:
    """The four figures of the headline, in the order in which they always stand together."""
    t = view.t
    if isinstance(numbers, RecordHeadline):
        counts = asdict(numbers)
        small = {name: t(f"headline.{name}_small") for name in RECORD_FIGURES[1:]}
        small["reached"] = reached_text(view, numbers.confirmed, numbers.awaiting)
        return [
            Metric(name, t(f"headline.{name}"), t.number(counts[name]), small[name])
            for name in RECORD_FIGURES
        ]
    completed, of = _metric(view, numbers.completed), numbers.completed.of
    between = t("headline.between", low=numbers.low, high=numbers.high)
    coverage, below = _metric(view, numbers.coverage)
    if on_time := numbers.on_time:
        below = t("headline.on_time", count=on_time.count, of=on_time.of)
    cells = {
        "completed": completed,
        "delivered": _metric(view, numbers.delivered),
        "range": (between, t("headline.out_of", of=of)) if of else completed,
        "coverage": (coverage, below),
    }
    return [Metric(name, t(f"headline.{name}"), *cell) for name, cell in cells.items()]


def _metric(view: View, value: Ratio) -> tuple[str, str]:
    """A ratio as a large count and, where the method allows one, a small percentage."""
    if not value.of:
        return "–", view.t("headline.nothing_due")
    counts = view.t("headline.of", count=value.count, of=value.of)
    return counts, "" if value.share is None else view.t.percent(value.share)


def headline_table(view: View, numbers: Headline | RecordHeadline) -> pd.DataFrame:
    """The figures of the headline as a table: a row a number, of a range its two ends.

    Columns: measure and count; of a complete plan also the number that the count is out of.
    """
    t = view.t
    if isinstance(numbers, RecordHeadline):
        return pd.DataFrame(
            [(t(f"headline.{name}"), number) for name, number in asdict(numbers).items()],
            columns=[t("column.measure"), t("column.count")],
        )
    rows = [
        (t("headline.completed"), numbers.completed.count, numbers.completed.of),
        (t("headline.delivered"), numbers.delivered.count, numbers.delivered.of),
        (t("headline.range_low"), numbers.low, numbers.completed.of),
        (t("headline.range_high"), numbers.high, numbers.completed.of),
        (t("headline.coverage"), numbers.coverage.count, numbers.coverage.of),
    ]
    if numbers.on_time:
        rows.append((t("headline.on_time_long"), numbers.on_time.count, numbers.on_time.of))
    return pd.DataFrame(rows, columns=[t("column.measure"), t("column.count"), t("column.of")])
