"""What a subscriber asks for again and again: changes as a feed, dates as a calendar.

Both are of any choice of filters, always of today's data, and hold what everybody may see, whatever
the audience of the dataset.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from starlette.requests import Request
from starlette.routing import Route

from components.cards import changes
from components.cards.change_starts import Start
from components.layout import tables
from components.layout.files import CALENDAR, FEED, followed
from components.server import templates
from components.server.downloads import Download, opened, route
from components.server.public_address import site_in_files
from components.view.view import View
from data.dates import iso
from data.model import Audience
from data.model.records import missing, records
from data.selection import filters

ATOM = "application/atom+xml"
PARAMETERS = (*(name for name in filters.FILTERS if name != "as_of"), "dataset", "lang")
"""What a feed is asked by: a cut-off or an edition never changes."""
SPAN = timedelta(days=366)
"""How far back a feed goes: what is older was read long ago."""
MOST_ENTRIES = 200


def atom(request: Request) -> Download:
    """The changes of a choice within `SPAN`, at most `MOST_ENTRIES`, newest first, as Atom."""
    view = _view(request, "changes")
    site = site_in_files(request.scope)
    before = Start("", "", view.on(view.as_of - SPAN))
    rows = changes.change_rows(view, before).iloc[::-1][:MOST_ENTRIES]
    found = {entry["id"]: entry for entry in (_entry(view, row) for row in records(rows))}
    entries = list(found.values())
    t, own = view.t, followed(view, FEED)
    body = templates.render(
        "changes.xml",
        language=t.language,
        id=_id(view, own),
        title=f"{t('product.name')}: {t('page.changes')}",
        subtitle=view.describe(),
        updated=entries[0]["updated"] if entries else _moment(view.as_of),
        author=t("product.name"),
        site=site,
        own=own,
        page=view.address("changes"),
        entries=entries,
    )
    return Download(view, "changes.atom", ATOM, body.encode(), is_followed=True)


def ics(request: Request) -> Download:
    """The meetings and due dates of a choice as a calendar that programs ask for again."""
    # What makes documents is loaded when the first is asked for, as `registry` does it.
    from components.documents import calendar

    view = _view(request, "meetings")
    site = site_in_files(request.scope)
    made = calendar.make(view, f"{site}/{followed(view, CALENDAR)}")
    return Download(view, "calendar.ics", calendar.MIME, made, is_followed=True)


def _view(request: Request, page: str) -> View:
    """The view that an address names, with the rows that everybody may see."""
    view, _ = opened(request, PARAMETERS)
    return replace(view, page=page).seen_by(Audience.PUBLIC)


def _entry(view: View, row: Mapping[str, Any]) -> dict[str, str]:
    """A change as an entry; its name stays the same in every language and with every new state."""
    on, kind = iso(row["on"]), view.t(f"change.{row['kind']}")
    basis = [row[name] for name in ("report_id", "change_id", "decision_id")]
    cause = next((code for code in basis if not missing(code)), on)
    marking = f"{view.warning}: " if view.warning else ""
    action = tables.action_titles(view).get(row["action_id"], row["action_id"])
    whose = "" if missing(row["participant_id"]) else f" ({tables.owner(view, row)})"
    says = (tables.step, changes.effect, changes.reason_for_change)
    parts = (say(view, row) for say in says)
    return {
        "id": _id(view, f"{row['milestone_id']}/{cause}"),
        "title": f"{marking}{kind}: {action}{whose}",
        "updated": _moment(row["on"]),
        "address": view.address("actions", action=row["action_id"]),
        "kind": row["kind"],
        "label": kind,
        "summary": ". ".join(part.rstrip(".") for part in parts if part) + ".",
    }


def _moment(day: Any) -> str:
    return f"{iso(day)}T00:00:00Z"


def _id(view: View, name: str) -> str:
    """A name in this dataset of this roadmap, the same wherever the dashboard is served from."""
    return uuid5(NAMESPACE_URL, f"{view.dataset.slug}/{view.dataset.name}/{name}").urn


ROUTES: list[Route] = [route(f"/{FEED}", "tables", atom), route(f"/{CALENDAR}", "tables", ics)]
