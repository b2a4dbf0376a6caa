"""The map of the Overview: how many milestones were reached in each country. Not a ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.cards import steps
from components.charts.map import Country, map_of, tone
from components.layout import tables
from components.layout.card import Card
from components.layout.headline import reached_text
from components.view.memo import memoize
from components.view.view import View, addressed
from data import measures
from data.model import State


def on_map(view: View) -> Card:
    """How many milestones were reached in each country, and a link that chooses it.

    The numbers are those of the whole choice but for its countries, so that each can be added.
    """
    t, names = view.t, tables.every_country(view)
    whole = steps.without_countries(view)
    counts = steps.counts_of_countries(whole)
    reached = measures.reached_by_group(counts)
    most = max(reached.values(), default=0)
    sentence = _labels(whole)
    add, remove, chosen = t("on_map.add"), t("on_map.remove"), view.filters.country
    others = {name: values for name, values in view.query().items() if name != "country"}
    marks = tuple(
        Country(
            code,
            f"{sentence[code]}. {remove if code in chosen else add}",
            names[code],
            t.number(reached[code]),
            tone(reached[code], most),
            code in chosen,
            addressed(view.page, {"country": _toggled(chosen, code), **others}),
        )
        for code in names
    )
    chart = map_of(t("on_map.label"), marks, t("on_map.not_drawn"), most)
    some = sum(number > 0 for number in reached.values())
    subtitle = [t("on_map.subtitle"), *([t("on_map.unfiltered")] if view.filters.country else [])]
    return Card(
        "map",
        t("on_map.somewhere" if some else "on_map.nowhere", n=some),
        " ".join(subtitle),
        "counting",
        lambda: tables.milestones_by_group(view, counts, names, t("column.country")),
        chart=chart,
        opens="country",
        none="" if names else t("matrix.no_country"),
        counted=lambda: steps.of_countries(view),
    )


def where_known(view: View) -> Card | None:
    """The map; `None` where more countries lack an outline than not: other figures list them."""
    card = on_map(view)
    drawn, apart = len(card.chart.countries), len(card.chart.apart)
    if view.page == "countries":
        compare = view.t("countries.compare_with")
        card = replace(card, hint=view.t("on_map.hint", compare=compare))
    return card if drawn >= apart else None


@memoize
def _labels(view: View) -> Mapping[str, str]:
    """What was reached in each country, confirmed or not; of a view without countries."""
    counts, found = steps.counts_of_countries(view), {}
    for code, country in tables.every_country(view).items():
        both = [int(counts[code][state]) for state in (State.CONFIRMED, State.AWAITING)]
        key = "on_map.reached" if any(both) else "on_map.none_reached"
        text = reached_text(view, *both)
        found[code] = view.t(key, n=sum(both), country=country, text=text)
    return found


def _toggled(chosen: Sequence[str], code: str) -> list[str]:
    """The countries that are chosen with one more, or without it where it is among them."""
    return [one for one in chosen if one != code] if code in chosen else [*chosen, code]
