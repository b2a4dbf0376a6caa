"""Overview: is the roadmap going well, where, and what was reached last."""

from components.cards import overview, tables
from components.cards.parts import Layout, Own, columns, nothing_left, or_notice, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """The headline, progress over time and by priority, the matrix, latest and next steps."""
    if view.selection.is_empty:
        yield nothing_left(view)
        return
    t = view.t
    over_time = or_notice(overview.over_time(view), t("overview.nothing_dated"))
    matrix = overview.matrix(view) if tables.countries(view) else None
    latest = or_notice(overview.latest(view), t("overview.no_events"))
    yield row(*overview.headline_parts(view, own))
    yield columns([over_time], [overview.priorities(view)], widths=(1, 1))
    yield row(or_notice(matrix, t("matrix.no_country")))
    yield columns([latest], overview.next_meeting_parts(view), widths=(2, 1))
    yield row(*overview.limits_parts(view))
