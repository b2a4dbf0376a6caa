"""What the Agencies page says: which country works with which EU agency, and how far."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.cards import counted, grouped
from components.cards.actions import state_words, voice
from components.cards.ladder import short
from components.charts.agencies import Agencies, AgencyCell, AgencyRow, rungs
from components.layout.card import Card, Counted, Ordered
from components.layout.parts import Own
from components.tables import reached_dates, tables
from components.view.memo import memoize
from components.view.view import View
from data import measures
from data.measures import Stage
from data.model import State
from data.records import by_code, missing, records


@memoize
def _grid(view: View) -> pd.DataFrame:
    """What `measures.agencies` finds by the cut-off, whatever else was chosen than the country."""
    bodies, names = list(grouped.agency_names(view)), list(tables.countries(view))
    return measures.agencies(view.selection.known.milestones, view.dataset, names, bodies)


def grid(view: View) -> Card | None:
    """Country x EU agency by the furthest stage, independent of other filters.

    `None` if no agency takes part in an action.
    """
    t, named, names = view.t, grouped.agency_names(view), tables.countries(view)
    agencies = dict(sorted(named.items(), key=lambda pair: t.sorting(short(pair[1]))))
    if not agencies or not names:
        return None
    found = _grid(view)
    rows = dict(zip(found.index, records(found), strict=True))
    frame = pd.DataFrame({t("column.country"): list(names.values())}, index=pd.Index(names))
    for body, name in agencies.items():
        frame[name] = [_stage(view, rows[code, body]) for code in names]
    title = _title(view, found, agencies)
    stages = [t(f"agencies.{stage}") for stage in Stage if stage != Stage.NONE]
    chart = Agencies(
        title,
        t("column.country"),
        t("agencies.how", stages=", ".join(stages)),
        tuple(map(short, agencies.values())),
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
        t("agencies.subtitle"),
        "agencies",
        frame,
        chart,
        alt=title,
        counted=lambda: _of_cells(view, found),
    )


def _of_cells(view: View, found: pd.DataFrame) -> Counted:
    """The cells of the grid by stage, and the milestones that these rest on."""
    known = view.selection.known.milestones
    rows = known[known["milestone_id"].isin(found["milestone_id"].dropna())]
    whole = view.t("counted.pairs", n=len(found))
    return Counted(
        [counted.by_stage(view, whole, found["stage"])], counted.of_milestones(view, rows)
    )


def _title(view: View, found: pd.DataFrame, agencies: Mapping[str, str]) -> str:
    """With how many countries each agency has signed, and how many talks are open."""
    t, counts = view.t, measures.signed(found)
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


def _stage(view: View, cell: Mapping[str, Any]) -> str:
    """A cell of the grid in words: the stage, and since when."""
    stage = view.t(f"agencies.{cell['stage']}")
    if missing(cell["achieved_on"]):
        return stage
    return view.t(
        "agencies.since",
        stage=stage,
        when=reached_dates.reached_on(view, cell),
    )


def _cell(view: View, cell: Mapping[str, Any], of: Mapping[str, str]) -> AgencyCell:
    t, words = view.t, _stage(view, cell)
    label = view.t("agencies.cell", stage=words, **of)
    if missing(cell["action_id"]):
        return AgencyCell(words, label)
    source = by_code(view.dataset, "sources").get(cell["source_id"], {})
    publisher = str(source.get("publisher", ""))
    return AgencyCell(
        words,
        f"{label}. {t('agencies.source', publisher=publisher)}" if publisher else label,
        rungs(Stage(cell["stage"]), State(cell["state"])),
        view.address("actions", action=cell["action_id"]),
        publisher,
        str(source.get("url", "")),
    )


def page_sentence(view: View, _: Own) -> str:
    """What the page says, in a sentence; blank where no agency takes part in anything."""
    card = grid(view)
    return f"{card.title}." if card else ""


def by_stage(view: View) -> Card | None:
    """Agreements and contacts with EU agencies by the furthest stage; `None` without any."""
    t, dataset, agencies = view.t, view.dataset, grouped.agency_names(view)
    chosen = view.selection.milestones
    found = measures.agreement_stages(chosen, dataset, list(agencies))
    if found.empty:
        return None
    listed = records(found)
    rows = dataset.actions.set_index("action_id", drop=False).loc[found["action_id"]]
    stages = list(Stage)[:0:-1]
    lines = grouped.Lines(view, rows)
    groups = [
        (stage, t.capitalised(t(f"agencies.{stage}")), set(_of(found, stage))) for stage in stages
    ]
    titles, sources = tables.action_titles(view), by_code(dataset, "sources")
    people = tables.partners(view)
    frame = pd.DataFrame(
        {
            t("column.agreement"): [titles[row["action_id"]] for row in listed],
            t("column.participants"): [people.get(row["action_id"], "") for row in listed],
            t("column.stage"): [t(f"agencies.{row['stage']}") for row in listed],
            t("column.date"): [reached_dates.reached_on(view, row) for row in listed],
            t("column.source"): [sources.get(row["source_id"], {}).get("url") for row in listed],
        },
        index=pd.Index(found["action_id"], name="action_id"),
    )
    order = {
        t("column.stage"): [list(Stage).index(Stage(row["stage"])) for row in listed],
        t("column.date"): tables.days(listed, "achieved_on", "achieved_precision"),
    }
    title = t("agencies.by_stage", n=len(found))
    return Card(
        "agreements",
        title,
        t("agencies.by_stage_subtitle"),
        "agencies",
        Ordered(frame, order),
        chart=grouped.grouped(title, lines, groups),
        alt=title,
        opens="action",
        counted=lambda: Counted([counted.by_stage(view, title, found["stage"])]),
    )


def _of(found: pd.DataFrame, stage: Stage) -> list[str]:
    return list(found.loc[found["stage"] == stage, "action_id"])


@memoize
def waiting(view: View) -> Card | None:
    """What of these agreements is not reached, and what sources say; `None` if nothing is open."""
    t, dataset, agencies = view.t, view.dataset, grouped.agency_names(view)
    still = measures.open_agreements(view.selection.milestones, dataset, list(agencies))
    rows = records(still)
    if not rows:
        return None
    titles, sources = tables.action_titles(view), by_code(dataset, "sources")
    reports = by_code(dataset, "reports")
    said = [reports.get(row["report_id"], {}) for row in rows]
    frame = pd.DataFrame(
        {
            t("column.agreement"): [titles[row["action_id"]] for row in rows],
            **tables.owners(view, rows),
            t("column.milestone"): [tables.step(view, row) for row in rows],
            t("column.state"): [state_words(view, row["state"]) for row in rows],
            t("column.note"): [
                view.content("reports", one["report_id"], "note", one["note"]) if one else ""
                for one in said
            ],
            t("column.by"): [voice(view, one["participant_id"]) if one else "" for one in said],
            t("column.dated_on"): [
                t.short_date(one["dated_on"], one["precision"]) if one else "" for one in said
            ],
            t("column.source"): [sources.get(row["source_id"], {}).get("url") for row in rows],
        },
        index=pd.Index([row["action_id"] for row in rows], name="action_id"),
    )
    blank = {"dated_on": None, "precision": None}
    days = tables.days([one or blank for one in said], "dated_on", "precision")
    order = {t("column.state"): tables.states(rows), t("column.dated_on"): days}
    return Card(
        "waiting",
        t("agencies.waiting", n=len(rows)),
        t("agencies.waiting_subtitle"),
        "milestone-states",
        Ordered(frame, order),
        opens="action",
        counted=lambda: Counted(
            [counted.by_state(view, t("agencies.waiting", n=len(rows)), still)]
        ),
    )
