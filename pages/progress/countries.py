"""Countries: where a country stands, what it takes part in, and what is open."""

from collections.abc import Iterator

from components.cards import actions, agencies, countries, map, overview, steps
from components.cards.parts import (
    Layout,
    Own,
    Part,
    columns,
    nothing_left,
    notice,
    or_notice,
    row,
)
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """The map, and beside it all countries, one, or up to four side by side; then what they do."""
    t, chosen = view.t, view.filters.subjects
    known = [steps.countries_since(view), map.on_map(view)] if not view.selection.is_empty else []
    yield columns(known, _beside(view, own), widths=(1, 3))
    if len(chosen) != 1:
        yield row(agencies.grid(view))
    elif view.selection.is_empty:
        yield nothing_left(view)
    else:
        agreements = countries.agreements(view, chosen[0])
        yield row(countries.milestones_by_priority(view, chosen[0]))
        yield row(or_notice(agreements, t("countries.no_agreement")))
        yield row(or_notice(actions.open_steps(view), t("open.none")))
        yield row(actions.actions(view, view.selection.actions))


def _beside(view: View, own: Own) -> Iterator[Part]:
    chosen, most = view.filters.subjects, countries.MOST_COMPARED
    if not chosen:
        yield countries.all_countries(view)
    elif len(chosen) == 1:
        yield from countries.profile_parts(view, chosen[0])
        yield from overview.headline_parts(view, own)
    elif len(chosen) <= most:
        yield countries.compare(view)
    else:
        yield notice(view.t("countries.too_many", most=most))
