"""How far a country and each EU agency have come, by the furthest stage of any agreement."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.cards import counted
from components.charts.bar_rows import BarRow, BarRows
from components.charts.inks import ink_of
from components.layout.card import Card, Counted
from components.tables import reached_dates, tables
from components.view.view import View
from data import measures
from data.measures import Stage
from data.model import State
from data.records import by_code, records

SAID = {
    "countries.signed_with": (Stage.SIGNED, Stage.IN_FORCE),
    "countries.in_talks_with": (Stage.NEGOTIATING,),
    "countries.in_contact_with": (Stage.CONTACT,),
}
"""Words of the title to the stages that they speak of."""
STAGES = tuple(Stage)[1:]
"""Those that follow each other: all but `Stage.NONE`."""
INITIALS = re.compile(r"\(([A-Z]{2,})\)$")


def ladder(view: View, code: str) -> Card | None:
    """A country with every EU agency that takes part in an action; filters do not apply.

    `None` for any other participant.
    """
    t = view.t
    if code not in tables.every_country(view):
        return None
    names = _agencies(view)
    grid = measures.agencies(view.selection.known.milestones, view.dataset, [code], list(names))
    cells = dict(zip(names, records(grid), strict=True))
    rows = tuple(_row(view, name, cells[body]) for body, name in names.items())
    words = tuple(t(f"agencies.{stage}") for stage in STAGES)
    chart = BarRows("stages", t("ladder.label"), rows, stages=words)
    stages = {name: Stage(cells[body]["stage"]) for body, name in names.items()}
    title = _title(view, stages) or t("countries.no_agreement")
    said = "; ".join(f"{row.name}: {row.note}" for row in chart.rows)
    return Card(
        "agreements",
        title=title,
        subtitle=t("ladder.subtitle"),
        method="agencies",
        frame=lambda: _table(view, names, cells),
        chart=chart,
        alt=f"{title}. {said}",
        opens="action",
        counted=lambda: Counted(
            [counted.by_stage(view, t("counted.agencies", n=len(grid)), grid["stage"])]
        ),
    )


def _agencies(view: View) -> dict[str, str]:
    """The EU agencies that take part in an action: code to short name, sorted by these."""
    people, active = view.dataset.participants, view.dataset.action_participants["participant_id"]
    agencies = (people["kind"] == "eu_agency") & people["participant_id"].isin(active)
    names = {
        code: short(view.t.participant(view.dataset, code))
        for code in people.loc[agencies, "participant_id"]
    }
    return dict(sorted(names.items(), key=lambda pair: view.t.sorting(pair[1])))


def short(name: str) -> str:
    """The initials of a body, where its name ends with them in brackets; else its name."""
    found = INITIALS.search(name)
    return found[1] if found else name


def _title(view: View, stages: Mapping[str, Stage]) -> str:
    """With which agencies something is signed, talked about, or at least begun; else blank."""
    clauses = []
    for key, meant in SAID.items():
        if named := [name for name, stage in stages.items() if stage in meant]:
            clauses.append(view.t(key, agencies=view.t.listed(named)))
    return view.t.capitalised("; ".join(clauses))


def _row(view: View, name: str, cell: Mapping[str, Any]) -> BarRow:
    """A row of `measures.agencies`: a mark for each stage up to the furthest."""
    t, stage = view.t, Stage(cell["stage"])
    said = t.capitalised(t(f"agencies.{stage}"))
    if stage == Stage.NONE:
        return BarRow("", name, "", "", note=said, marks=("",) * len(STAGES))
    if not pd.isna(cell["achieved_on"]):
        when = reached_dates.reached_on(view, cell)
        said = t("agencies.since", stage=said, when=when)
    reached = STAGES.index(stage) + 1
    ink = ink_of(State(cell["state"]), view.dataset.plan)
    href = view.address("actions", action=cell["action_id"])
    return BarRow(
        href,
        name,
        href,
        tables.action_titles(view)[cell["action_id"]],
        note=said,
        marks=(ink,) * reached + ("",) * (len(STAGES) - reached),
    )


def _table(
    view: View, names: Mapping[str, str], cells: Mapping[str, Mapping[str, Any]]
) -> pd.DataFrame:
    """The agencies with which anything was found, indexed by what that rests on."""
    t, titles, sources = view.t, tables.action_titles(view), by_code(view.dataset, "sources")
    found = {body: cell for body, cell in cells.items() if cell["stage"] != Stage.NONE}
    columns: dict[str, list[Any]] = {
        "agency": [names[body] for body in found],
        "agreement": [titles[cell["action_id"]] for cell in found.values()],
        "stage": [t(f"agencies.{cell['stage']}") for cell in found.values()],
        "date": [reached_dates.reached_on(view, cell) for cell in found.values()],
        "source": [sources.get(cell["source_id"], {}).get("url", "") for cell in found.values()],
    }
    index = pd.Index([cell["action_id"] for cell in found.values()], name="action_id")
    return pd.DataFrame({t(f"column.{name}"): one for name, one in columns.items()}, index=index)
