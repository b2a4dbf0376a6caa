"""Lists and grids with marks. Each function is an example; its docstring is the caption."""

from components.charts.actions import ActionGroup, Actions, ListedAction, actions_of, marks_or_bar
from components.charts.agencies import Agencies, AgencyCell, AgencyRow, marks
from data.measures import Stage
from data.model import State
from data.text.words import Words


def _line(t: Words, code: str, title: str, states: list[State], date: str = "") -> ListedAction:
    words = [f"{t(f'state.{state}')}" for state in states]
    marks, bar = marks_or_bar([{"state": str(state)} for state in states], words)
    return ListedAction(
        title,
        f"#{code}",
        "Altamar, Bosquia",
        "Paper Office",
        "",
        t("status.under_way"),
        marks,
        bar,
        "; ".join(words) if bar else "",
        date,
    )


def actions_of_all_states(t: Words) -> Actions:
    """Actions in groups: every state as a mark, a long title, many milestones as a bar, none."""
    long = "An agreement on the exchange of fictional reports between two islands, with a long name"
    many = [State.CONFIRMED] * 7 + [State.AWAITING, State.NOT_ACHIEVED_DUE, State.NOT_DUE]
    lines = (
        _line(t, "A1", long, list(State), "5 Mar 2031"),
        _line(t, "A2", "A plan <b>of</b> ten milestones & more", many, "2030"),
    )
    last = ActionGroup(
        t("outlook.nothing"), "1", (_line(t, "A3", "A plan without milestones", []),)
    )
    groups = [ActionGroup(t("outlook.open"), "2", lines), last]
    return actions_of("Three invented actions", groups, t)


def actions_late_and_many(t: Words) -> Actions:
    """Actions: many lines, each late or without a report."""
    states = [State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE]
    lines = tuple(
        _line(t, f"A{at}", f"Action number {at}", states[: at % 2 + 1], "Q4 2030")
        for at in range(40)
    )
    groups = [ActionGroup(t("outlook.open"), "40", lines)]
    return actions_of("Forty invented actions", groups, t)


def agencies_of_one_country(t: Words) -> Agencies:
    """Countries and agencies: one country with a long name, one agency, nothing found."""
    name = "Dunas del Norte y de las Islas que no existen"
    row = AgencyRow(name, "#D", (_cell(t, Stage.NONE, None),))
    return _grid(t, "One invented country", ("Press",), (row,))


def agencies_of_all_stages(t: Words) -> Agencies:
    """Countries and agencies: every stage, one on one source alone."""
    states = dict(zip(Stage, (None, State.CONFIRMED, State.NOT_DUE, State.AWAITING), strict=False))
    rows = tuple(
        AgencyRow(name, f"#{name}", tuple(_cell(t, stage, states.get(stage)) for stage in stages))
        for name, stages in {
            "Altamar": (Stage.NONE, Stage.CONTACT, Stage.NEGOTIATING),
            "Bosquia": (Stage.SIGNED, Stage.IN_FORCE, Stage.NONE),
        }.items()
    )
    names = ("Paper Office", "Agency with a Long Name for Ink (ALNI)", "Press")
    return _grid(t, "Two invented countries", names, rows)


def _grid(t: Words, label: str, names: tuple[str, ...], rows: tuple[AgencyRow, ...]) -> Agencies:
    nothing = t("agencies.nothing_with", agencies="Ink")
    return Agencies(label, t("column.country"), nothing, names, rows)


def _cell(t: Words, stage: Stage, state: State | None) -> AgencyCell:
    words = t(f"agencies.{stage}")
    if stage == Stage.NONE:
        return AgencyCell(words, f"Altamar: {words}")
    label, found = f"Altamar: {words}, 2031", marks(stage, state or State.IN_PLACE)
    return AgencyCell(f"{words}, 2031", label, found, "#A1")
