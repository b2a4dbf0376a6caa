"""Priorities: what each priority asks for, how far it is, and what is open."""

from components.cards import actions, overview, priorities, tables
from components.cards.parts import Layout, Own, nothing_left, or_notice, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """All priorities; or one: what it asks, its countries, dates, actions, and commitments."""
    t, chosen = view.t, view.filters.priority
    code = chosen[0] if len(chosen) == 1 else None
    heading = priorities.heading_parts(view, code) if code else []
    yield row(priorities.choose(view, own), *heading)
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    yield row(*overview.headline_parts(view, own))
    if code is None:
        yield row(priorities.all_priorities(view))
        return
    by_country = priorities.parts_by_country(view) if tables.countries(view) else None
    yield row(or_notice(by_country, t("matrix.no_country")))
    yield row(or_notice(priorities.timeline(view), t("overview.nothing_dated")))
    yield row(actions.actions(view, view.selection.actions))
    yield row(or_notice(actions.open_steps(view), t("open.none")))
    yield row(*priorities.commitment_parts(view, code))
