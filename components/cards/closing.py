"""How the roadmap ended, once its last day has passed, and what continues it."""

from collections.abc import Iterator

from components.cards import counted
from components.layout import column, tables
from components.layout.card import Card, Counted
from components.layout.column import Column
from components.layout.parts import Part, Text
from components.view.labels import escape
from components.view.view import View
from data.measures import OUTCOMES, outcomes
from data.model import APPLICABLE


def closing_parts(view: View) -> Iterator[Part]:
    """What became of the milestones of the choice, and the successor; nothing before the end."""
    if view.as_of <= view.dataset.period.ends:
        return
    if view.selection.milestones["state"].isin(APPLICABLE).any():
        yield closing(view)
    if successor := view.dataset.successor:
        title = escape(view.t.titled(successor.title, fictional=False))
        yield Text(view.t("closing.successor", title=f"[{title}](<{successor.path}>)"))


def closing(view: View) -> Card:
    """The milestones that count by what became of each, priority by priority."""
    t, milestones = view.t, view.selection.milestones
    found = outcomes(milestones, view.dataset.period.ends)
    titles = tables.priorities(view)
    by_priority = found.groupby(milestones["priority_id"]).value_counts()
    rows = [
        {"title": title, **{name: int(by_priority.get((code, name), 0)) for name in OUTCOMES}}
        for code, title in titles.items()
    ]
    numbers = {name: int((found == name).sum()) for name in OUTCOMES}
    sentence = t("closing.counted", n=len(found))
    parts = [counted.part(view, n, t(f"closing.{name}")) for name, n in numbers.items()]
    columns = [
        column.stored("column.priority", "title"),
        *(column.stored(f"closing.{name}", name) for name in OUTCOMES),
        Column("closing.all", lambda row: sum(row[name] for name in OUTCOMES)),
    ]
    day = t.date(view.dataset.period.ends)
    return Card(
        "closing",
        t("closing.title", day=day, n=numbers["reached"], of=t.number(len(found))),
        t("closing.subtitle"),
        "dates",
        column.table(view, rows, columns),
        counted=lambda: Counted([counted.equation(len(found), sentence, parts)]),
    )
