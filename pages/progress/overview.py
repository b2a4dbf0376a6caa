"""Overview: is the roadmap going well, where, and what comes next."""

from components.cards import changes, events, overview, steps, tiles
from components.cards.countries import side_by_side_part
from components.layout import tables
from components.layout.page import Layout, Page, columns, nothing_left, or_notice, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """The sentence, four figures, each step, where, by priority, what is due, and what was last."""
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    t = view.t
    yield row(*overview.standing(view), side_by_side_part(view), changes.corrected_since(view))
    yield row(*overview.closing_parts(view))
    yield row(tiles.headline_tiles(view, params), *overview.list_behind(view, params))
    yield row(steps.steps(view) if tables.countries(view) else None)
    yield columns(
        [steps.where_known(view)],
        [steps.priorities_since(view)],
        [events.open_milestones(view)],
        widths=(10, 22, 16),
    )
    over_time = or_notice(overview.over_time(view), t("overview.nothing_in_line"))
    yield columns([over_time], [events.latest_events(view)], widths=(1, 1))
    yield row(*overview.limits_parts(view))


PAGE = Page(__name__, layout, parameters=(overview.BEHIND,), sentence=overview.choice_sentence)
