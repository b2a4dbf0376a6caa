"""Which country works with which EU agency, and how far: of all of them, and of one."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from components.cards import counted, grouped
from components.charts.agencies import Agencies, AgencyCell, AgencyRow, marks
from components.layout import column, reached_dates, tables
from components.layout.card import Card, Counted, SortableTable
from components.layout.column import Column
from components.layout.parts import PageParams
from components.view.labels import NO_BREAK
from components.view.memo import memoize
from components.view.view import View
from data import measures
from data.measures import Stage
from data.model import State
from data.model.records import by_code, missing, records

STAGES = tuple(Stage)[1:]
"""Those that follow each other: all but `Stage.NONE`."""
STAGES_OF = {
    "countries.signed_with": (Stage.SIGNED, Stage.IN_FORCE),
    "countries.in_talks_with": (Stage.NEGOTIATING,),
    "countries.in_contact_with": (Stage.CONTACT,),
}
"""Words of the title of one country to the stages that they speak of."""
INITIALS = re.compile(r"\(([A-Z]{2,})\)$")


def short(name: str) -> str:
    """The initials of a body, where its name ends with them in brackets; else its name."""
    found = INITIALS.search(name)
    return found[1] if found else name


def bodies(view: View) -> dict[str, str]:
    """The EU agencies that take part in an action: code to name, sorted by their short names.

    Only those chosen, where some are.
    """
    every = grouped.agency_names(view)
    names = {code: name for code, name in every.items() if code in view.filters.eu} or every
    return dict(sorted(names.items(), key=lambda pair: view.t.sorting(short(pair[1]))))


@memoize
def furthest_stages(view: View) -> pd.DataFrame:
    """How far each country and EU agency of the choice have come (`measures.agencies`)."""
    countries = list(tables.countries(view))
    return measures.agencies(view.selection.milestones, view.dataset, countries, list(bodies(view)))


def grid(view: View) -> Card | None:
    """Country x EU agency by the furthest stage, and with which agencies nothing was found.

    `None` if nothing was found with any.
    """
    t, names, found = view.t, tables.countries(view), furthest_stages(view)
    some = set(found.index[found["stage"] != Stage.NONE].get_level_values("agency_id"))
    agencies = {code: name for code, name in bodies(view).items() if code in some}
    if not agencies:
        return None
    rows = dict(zip(found.index, records(found), strict=True))
    title = _title(view, found, agencies)
    of_kind = view.filters.with_(kind=("agreement",))
    agreements = measures.actions_by_option(view.selection.snapshot, of_kind)["eu"]
    without = [short(name) for code, name in bodies(view).items() if code not in some]
    in_talks = [pair for pair, row in rows.items() if row["also_in_talks"]]
    also = [
        t("agencies.pair", country=names[one], agency=short(agencies[two])) for one, two in in_talks
    ]
    chart = Agencies(
        title,
        t("column.country"),
        " ".join(
            t(f"agencies.{key}", agencies=t.listed(named))
            for key, named in {"nothing_with": without, "also_in_talks": also}.items()
            if named
        ),
        tuple(
            AgencyCell(
                short(name), t("agencies.agreements", n=agreements.get(code, 0)), (), address
            )
            for code, name in agencies.items()
            for address in [view.address("actions", eu=code, kind="agreement")]
        ),
        tuple(
            AgencyRow(
                name,
                view.address("countries", country=code),
                tuple(
                    _cell(view, rows[code, body], {"country": name, "agency": agency})
                    for body, agency in agencies.items()
                ),
            )
            for code, name in names.items()
        ),
    )
    return Card(
        "agencies",
        title,
        t("agencies.subtitle", stages=", ".join(t(f"agencies.{stage}") for stage in STAGES)),
        "agencies",
        lambda: _table(view, found),
        chart,
        opens="action",
        counted=lambda: _of_cells(view, found),
    )


def _of_cells(view: View, found: pd.DataFrame) -> Counted:
    """The cells of the grid by stage, and the milestones that these rest on."""
    known = view.selection.milestones
    rows = known[known["milestone_id"].isin(found["milestone_id"].dropna())]
    whole = view.t("counted.pairs", n=len(found))
    stages = {stage: view.t(f"agencies.{stage}") for stage in reversed(Stage)}
    line = counted.by_kind(view, whole, found["stage"], stages)
    return Counted([line], counted.of_milestones(view, rows))


def _title(view: View, found: pd.DataFrame, agencies: Mapping[str, str]) -> str:
    """With how many countries each agency has signed, and how many talks are open."""
    t, counts = view.t, measures.signed_by_agency(found)
    signed = dict(zip(counts.index, counts["signed"], strict=True))
    with_each = [
        t("agencies.with", n=int(signed[code]), agency=short(name))
        for code, name in agencies.items()
        if signed.get(code)
    ]
    if not with_each:
        return t("agencies.title", n=int((found["stage"] != Stage.NONE).sum()))
    talks = int(counts["negotiating"].sum())
    open_ = [t("agencies.talks", n=talks)] if talks else []
    return "; ".join([t("agencies.have_signed", each=t.listed(with_each)), *open_])


def _cell(view: View, cell: Mapping[str, Any], of: Mapping[str, str]) -> AgencyCell:
    """A cell of the grid: the stage, since when, and the source of it."""
    t, words = view.t, view.t(f"agencies.{cell['stage']}")
    if not missing(cell["achieved_on"]):
        when = reached_dates.reached_on(view, cell).replace(" ", NO_BREAK)
        words = t("agencies.since", stage=words, when=when)
    label = t("agencies.cell", stage=words, **of)
    if missing(cell["action_id"]):
        return AgencyCell(words, label)
    publisher = by_code(view.dataset, "sources").get(cell["source_id"], {}).get("publisher")
    return AgencyCell(
        words,
        f"{label}. {t('agencies.source', publisher=publisher)}" if publisher else label,
        marks(Stage(cell["stage"]), State(cell["state"])),
        view.address("actions", action=cell["action_id"]),
        cell["milestone_id"],
    )


def page_sentence(view: View, _: PageParams) -> str:
    """What the grid finds, in a sentence; blank where no agency takes part in anything."""
    card = grid(view)
    return f"{card.title}." if card else ""


def _table(view: View, found: pd.DataFrame) -> SortableTable:
    """What the cells of the grid rest on, a row each, with its source."""
    names = bodies(view)
    rows = records(found[found["stage"] != Stage.NONE].reset_index())
    columns = [
        column.participant(view, "column.country"),
        Column("column.agency", lambda row: short(names[row["agency_id"]])),
        column.action(view, "column.agreement"),
        Column(
            "column.stage",
            lambda row: view.t(f"agencies.{row['stage']}"),
            lambda row: list(Stage).index(Stage(row["stage"])),
        ),
        column.reached_on(view, "column.date"),
        column.source(view),
    ]
    return column.table(view, rows, columns, "action_id")


@memoize
def waiting(view: View) -> Card | None:
    """What of agreements with EU agencies is not reached, and what sources say; else `None`."""
    t, dataset, agencies = view.t, view.dataset, grouped.agency_names(view)
    still = measures.open_agreements(view.selection.milestones, dataset, list(agencies))
    if still.empty:
        return None
    title = t("agencies.waiting", n=len(still))
    about = dataset.reports[["report_id", "note", "participant_id", "dated_on", "precision"]]
    about = about.rename(columns={"participant_id": "voice"})
    rows = records(still.merge(about, "left", "report_id"))
    columns = [
        column.action(view, "column.agreement"),
        *column.owners(view, rows),
        column.milestone(view),
        column.state(view),
        column.content(view, "column.note", "reports", "note"),
        column.voice(view),
        column.date(view, "column.dated_on", "dated_on", "precision"),
        column.source(view),
    ]
    return Card(
        "waiting",
        title,
        t("agencies.waiting_subtitle"),
        "milestone-states",
        column.table(view, rows, columns, "action_id").drop_empty_columns(),
        opens="action",
        counted=lambda: Counted([counted.by_state(view, title, still)]),
    )


def of_country(view: View, code: str) -> Card | None:
    """The row of the grid of the one country chosen, titled by what it has, even if nothing.

    `None` for any other body, and where no agency takes part in anything.
    """
    t = view.t
    if code not in tables.every_country(view) or not grouped.agency_names(view):
        return None
    none = t("agencies.nothing")
    card = grid(view) or Card("", none, "", "agencies", pd.DataFrame(), none=none)
    stages = furthest_stages(view)["stage"].droplevel("participant_id")
    clauses = []
    for key, meant in STAGES_OF.items():
        if named := [short(bodies(view)[one]) for one in stages.index[stages.isin(meant)]]:
            clauses.append(t(key, agencies=t.listed(named)))
    title = t.capitalised("; ".join(clauses)) or none
    return replace(card, key="agreements", title=title, subtitle=t("ladder.subtitle"))
