"""Cards as pages show them. Each function is an example; its docstring is the caption."""

from components.cards import agencies, events, grouped, map, tiles
from components.layout.card import Card
from components.view.view import View, open_view
from data.model import Plan
from data.text.words import Words
from tests.support import shapes


def _exercise(t: Words, page: str = "overview", **chosen: list[str]) -> View:
    """The exercise, in which everything occurs that the dashboard can show."""
    return open_view(page, t.language, {"dataset": ["exercise"], **chosen})


def _record(t: Words) -> View:
    """An open record of a few actions."""
    return shapes.view_of(shapes.whole(Plan.OPEN), t.language)


def tiles_of_a_record(t: Words) -> Card:
    """Tiles of an open record: bars by month and by year, something passed."""
    return tiles.headline_tiles(_record(t), {})


def tiles_of_a_plan(t: Words) -> Card:
    """Tiles of a plan: counts of how many, with percentages and a change; one list is open."""
    return tiles.headline_tiles(_exercise(t), {"behind": "due"})


def map_with_numbers(t: Words) -> Card:
    """Map with numbers: each tone, small countries beside, two chosen."""
    return map.on_map(_exercise(t, country=["ECU", "BRA"]))


def events_of_a_record(t: Words) -> Card:
    """Events of an open record: passed and to come."""
    return events.open_milestones(_record(t))


def events_of_a_plan(t: Words) -> Card:
    """Events of a plan: overdue, silent and to come, each list with more than it shows."""
    return events.open_milestones(_exercise(t))


def latest_events(t: Words) -> Card:
    """Events: what was reached, newest first."""
    return events.latest_events(_exercise(t))


def actions_in_groups(t: Words) -> Card:
    """Actions in groups: every state as a mark, many milestones as a bar."""
    view = _exercise(t, "actions")
    return grouped.actions(view, view.selection.listed, "stage")


def agencies_of_all_countries(t: Words) -> Card | None:
    """Countries and agencies: every stage, one on one source alone."""
    return agencies.grid(_exercise(t, "agencies"))


def agencies_of_one_country(t: Words) -> Card | None:
    """Countries and agencies: one country."""
    return agencies.grid(_exercise(t, "agencies", country=["ECU"]))
