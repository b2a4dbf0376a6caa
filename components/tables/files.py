"""The table of a card as a file, and the addresses of files. Knows no Streamlit."""

from urllib.parse import urlencode

from components.layout.card import Card
from components.layout.parts import PageParams
from components.tables import csv_table
from components.tables.csv_table import SPREADSHEET, CsvForm
from components.tables.export import file_stem
from components.view.view import View
from data.text import locales

ROOT = "files"
"""Where files are, below the address of the dashboard."""
SEPARATOR = "separator"
"""Parameter that says what stands between cells."""
FORMS = {",": CsvForm(marked=True), ";": SPREADSHEET}
"""Both begin with a byte order mark: without it a spreadsheet assumes another encoding."""


def separator(language: str) -> str:
    """What stands between cells unless something else is asked for."""
    return locales.language(language).cell_separator


def file_address(view: View, name: str, **more: str) -> str:
    """The address of a file, relative to that of the dashboard; it stays the same.

    Args:
        view: what the reader is looking at.
        name: of the file, below `ROOT`.
        more: what the file says besides the view, such as the parameters of one page.
    """
    return view.address(f"{ROOT}/{name}", **more)


def edition_address(view: View, name: str) -> str:
    """The address of the file of an edition: it holds the whole dataset, whatever the choice."""
    where = {key: value for key, value in view.where.items() if key != "edition"}
    return f"{ROOT}/editions/{name}.zip?{urlencode({**where, 'lang': view.t.language})}"


def document_address(view: View, key: str, ending: str, code: str | None = None) -> str:
    """The address of a document, or of that on one participant, in the language of the view."""
    return file_address(view, f"{key}.{ending}" if code is None else f"{key}/{code}.{ending}")


def to_csv(view: View, card: Card, form: CsvForm) -> bytes:
    """The table of a card, with a column for the marking where there is a warning."""
    table = card.table
    if view.warning:
        table = table.assign(**{view.t("export.marking"): view.warning})
    return csv_table.to_csv(table, form)


def name(view: View, card: Card, params: PageParams) -> str:
    """What the file of a card is called, without its ending."""
    return file_stem(view, card.key, params.values())


def headers(view: View, query: str) -> dict[str, str]:
    """What is sent beside a file about what is in it, in codes, with the query that gives it."""
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
