"""Files that a reader takes away: their addresses and names, and the table of a card as one."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from components.layout import csv_table
from components.layout.card import Card
from components.layout.csv_table import SPREADSHEET, CsvForm
from components.layout.parts import Files, Option, PageParams
from components.view.view import View, addressed
from data.selection import filters

ROOT = "files"
"""Where files are, below the address of the dashboard."""
FEED, CALENDAR = "feeds/changes.atom", "calendar.ics"
"""Where subscribers find the changes and the dates of a choice, below the same address."""
API = "/api/v1"
"""Where the open data are."""
SEPARATOR = "separator"
"""Parameter that says what stands between cells."""
FORMS = {",": CsvForm(marked=True), ";": SPREADSHEET}
"""Both begin with a byte order mark: without it a spreadsheet assumes another encoding."""

LONGEST_STEM = 130
"""Most characters of a file name before its ending; Windows allows 260 for the whole path."""
LONGEST_CHOICE, LONGEST_NAME, LONGEST_DATASET = 60, 32, 20
"""Most characters of a file name for the choice, for the name of its content, for the dataset."""
HASH_LENGTH = 8
"""Characters of a hash that keep shortened names apart."""
UNSAFE = re.compile(r"[^A-Za-z0-9.+_-]")


def file_address(view: View, name: str, **more: str) -> str:
    """The address of a file of the choice below `ROOT`, relative to that of the dashboard.

    `more` is what the file says besides the view, such as the parameters of one page.
    """
    return view.address(f"{ROOT}/{name}", **more)


def table_address(view: View, card: Card, params: PageParams) -> str:
    """The address of the CSV file of a card's table on the page of the view."""
    return file_address(view, f"{view.page}/{card.key}.csv", **params)


def edition_address(view: View, name: str) -> str:
    """The relative address of an edition as ZIP: the whole dataset, whatever the choice."""
    where = {key: value for key, value in view.where.items() if key != "edition"}
    return f"{ROOT}/editions/{name}.zip?{urlencode({**where, 'lang': view.t.language})}"


def document_address(view: View, key: str, ending: str, code: str | None = None) -> str:
    """The relative address of a document of the choice, or of its issue on one participant."""
    return file_address(view, f"{key}.{ending}" if code is None else f"{key}/{code}.{ending}")


def followed(view: View, name: str) -> str:
    """The address of a feed or calendar of the choice as it is today, whatever day is seen."""
    fixed = ("as_of", "edition")
    return addressed(name, {key: one for key, one in view.query().items() if key not in fixed})


def to_follow(view: View) -> Files:
    """The feed of changes and the calendar of a choice, as a line of the list of documents."""
    t = view.t
    links = [Option(t("follow.changes"), followed(view, FEED))]
    return Files(t("follow.title"), [*links, Option(t("follow.dates"), followed(view, CALENDAR))])


def to_csv(view: View, card: Card, form: CsvForm) -> bytes:
    """The table of a card as CSV, with a column for the marking where there is a warning."""
    table = card.table
    if view.warning:
        table = table.assign(**{view.t("export.marking"): view.warning})
    return csv_table.to_csv(table, form)


def headers(view: View, query: str) -> dict[str, str]:
    """HTTP headers that say in codes what is in a file: dataset, day, marking, query and more."""
    facts = {
        "dataset": view.folder.name,
        "as-of": view.as_of.isoformat(),
        "edition": view.edition.entry.name if view.edition else "live",
        "marking": "exercise" if view.dataset.fictional else str(view.dataset.audience),
        "audience": str(view.dataset.audience),
        "choice": query,
        "method": view.method,
        "fingerprint": view.dataset.fingerprint,
    }
    return {f"roadmap-{name}": value for name, value in facts.items()}


def file_stem(view: View, name: str, own: Iterable[str] = ()) -> str:
    """Name of a file that a reader takes away, without its ending.

    It says what is inside when the file is out of the browser: marking, name of the content, choice
    in codes (`own` is what one page alone has of it, such as an action), cut-off or edition, and
    language. Every operating system allows its characters.
    """
    choices = list(own)
    for key, values in view.query().items():
        if key in filters.FILTERS and key != "as_of":
            choices.append(("" if key in filters.LISTS else f"{key}-") + "+".join(values))
    state = f"as-known-{view.as_of.isoformat()}"
    if view.edition:
        state = f"edition-{view.edition.entry.name}"
    before = [view.dataset.slug, *_marks(view), _safe(name, LONGEST_NAME)]
    after = [state, view.t.language]
    left = LONGEST_STEM - len("_".join([*before, "", *after]))
    room = max(HASH_LENGTH + 1, min(LONGEST_CHOICE, left))
    return "_".join([*before, *([_safe("_".join(choices), room)] if choices else []), *after])


def _marks(view: View) -> Iterator[str]:
    """The dataset, if it is not the default one, and the audience, if not public.

    An invented dataset is marked as an exercise.
    """
    if view.dataset.fictional:
        yield "EXERCISE"
    elif "dataset" in view.where:
        yield _safe(view.folder.name, LONGEST_DATASET)
    if not view.dataset.audience.is_public:
        yield str(view.dataset.audience)


def _safe(text: str, most: int) -> str:
    """A text in characters that a file name allows, of at most so many characters.

    A text that was changed or cut ends in a hash of the whole, so that two never get one name.
    """
    safe = UNSAFE.sub("-", text)
    if safe == text and len(text) <= most:
        return text
    mark = hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]
    return f"{safe[: most - HASH_LENGTH - 1]}-{mark}"
