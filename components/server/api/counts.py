"""The numbers of a view, as the open data give them: in all, by priority, country and month."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from components.cards import agencies
from components.layout import tables
from components.server.api import schemas
from components.server.api.answers import Answer, list_of, source_of
from components.server.api.schemas import COUNTED, PARTS
from components.view.view import View
from data import measures
from data.measures import Ratio
from data.model import Plan
from data.model.records import records


def in_all(view: View, _: Any) -> Answer:
    """The headline, and every count of the whole choice, a row a number."""
    total = measures.total(view.selection.milestones)
    known = ((name, n) for name, n in _numbers(view, total) if n is not None)
    found = [_row(name, n, int(total["applicable"])) for name, n in known]
    return list_of("measures", found, schemas.Measure)


def _numbers(view: View, total: Mapping[Any, int]) -> Iterator[tuple[str, int | Ratio | None]]:
    """Yield name and number, `None` where this dataset has none: an open record has only counts."""
    selection, dataset = view.selection, view.dataset
    yield from vars(measures.headline_of(dataset.plan, total)).items()
    yield "actions", len(selection.actions)
    yield "context", selection.aside
    yield from ((f"milestones_{name}", int(total[name])) for name in COUNTED)
    statuses = list(selection.parts["status"])
    yield from ((name, statuses.count(status)) for name, status in PARTS.items())
    if dataset.plan == Plan.OPEN:
        grounds = asdict(measures.grounds(selection.milestones, dataset))
        yield from ((f"grounds_{name}", number) for name, number in grounds.items())


def _row(name: str, value: int | Ratio, applicable: int) -> dict[str, Any]:
    if isinstance(value, Ratio):
        return {"measure": name, **asdict(value), "share": value.share}
    # Each end of the range of a complete plan is of all that applies.
    return {"measure": name, "count": value, "of": applicable if name in ("low", "high") else None}


def by_priority(view: View, _: Any) -> Answer:
    """The milestones of each priority by state, and its parts by status."""
    selection, titles = view.selection, tables.priorities(view)
    parts = measures.statuses(selection.parts, "priority_id", list(titles))
    found = [
        {
            **{"priority_id": code, "priority": titles[code], **row},
            **{name: parts[code][status] for name, status in PARTS.items()},
        }
        for code, row in measures.counts(selection.milestones, "priority_id", list(titles)).items()
    ]
    return list_of("by_priority", found, schemas.OfPriority)


def by_country(view: View, _: Any) -> Answer:
    """The milestones of each country and priority, joint ones under each partner."""
    titles, names = tables.priorities(view), tables.countries(view)
    found = measures.matrix(view.selection.milestones, view.dataset, list(names), list(titles))
    rows = [
        {**row, "participant": names[row["participant_id"]], "priority": titles[row["priority_id"]]}
        for row in records(found.reset_index())
    ]
    return list_of("by_country", rows, schemas.OfCountry)


def by_agency(view: View, _: Any) -> Answer:
    """The furthest stage between each country and each agency, of what was chosen."""
    t, dataset = view.t, view.dataset
    found = [
        {
            **{**row, **source_of(dataset, row)},
            "participant": t.participant(dataset, row["participant_id"]),
            "agency": t.participant(dataset, row["agency_id"]),
            "stage_text": t(f"agencies.{row['stage']}"),
        }
        for row in records(agencies.furthest_stages(view).reset_index())
    ]
    return list_of("by_agency", found, schemas.OfAgency)


def by_month(view: View, _: Any) -> Answer:
    """The milestones reached and announced by the end of each month, cumulated."""
    months = measures.over_time(view.selection.milestones)
    found = [{"month": f"{month:%Y-%m}", **row} for month, row in months.items()]
    return list_of("by_month", found, schemas.OfMonth)
