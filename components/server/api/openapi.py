"""The open data described for programs, OpenAPI 3.1: FastAPI writes it from the routes, with the codes that the data hold."""

from collections.abc import Sequence
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from components.server import limits
from components.view import choice, stores
from data import contract, load, words
from data.model import METHOD_VERSION, Clearance
from data.problems import BadDatasetError

BASE = "/api/v1"
TEXT = f"""
The numbers of the dashboard and the rows behind them. The filters are those in the addresses of its pages, with the same codes,
and the numbers are the same. Reading only: there is nothing to send and nothing to log in to.

Each address answers in JSON; with `.csv` or `.parquet` after its name in that form. Every answer says the cut-off, the edition or
`live`, the filters in words, the language, the marking, the version of the method and the address that gives it again: JSON in its
`meta` block; a Parquet file in its metadata, under `roadmap`; a CSV file, which is one flat table, in the file to which its header
`Link` with `rel="describedby"` leads (W3C CSV on the Web), which also says what stands in each column. Names of columns and codes are
the same in every language; beside a code that a person reads stand its words, in a column with `_text` at its end or as a name or title.

Given and counted is what the public may see: no row with another marking, and none that hangs on one. The measures count what the pages
count; their list `agencies` follows the countries and the cut-off and no other filter, like the grid of the pages.

A dataset is either a complete plan, where a ratio means something, or an open record of what became public, where only counts do:
`plan` says which. What was reached before the first day of the roadmap (`since`) is `in_place` and in no other figure. The milestones
behind each number of the headline are those of /milestones with the same filters and `figure`. Actions that are no cooperation
between the two sides are context: nothing counts them.

Each answer has an `ETag`; with `If-None-Match` the server answers 304 while nothing has changed, and with `Range` it gives a part. A
parameter or value that means nothing is refused with 400 and a sentence, never left out silently. Texts that a spreadsheet would run as
a formula have an apostrophe in front in CSV. One client may ask {limits.PER_MINUTE} times a minute unless the server is set otherwise.
"""


def document(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The whole document."""
    found = get_openapi(
        title="EU-CLASI roadmap: open data",
        version=f"1 (contract {contract.version()}, method {METHOD_VERSION})",
        description=TEXT.strip(),
        license_info={"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        servers=[{"url": BASE}],
        routes=routes,
    )
    held = codes()
    for path in found["paths"].values():
        for one in path["get"].get("parameters", []):
            if values := held.get(one["name"]):
                one["schema"].get("items", one["schema"])["enum"] = values
    return {**found, "paths": dict(sorted(found["paths"].items()))}


def codes() -> dict[str, list[str]]:
    """What each list may hold in any of the datasets, the default dataset's first."""
    found: dict[str, list[str]] = {name: [] for name in (*choice.LISTS, "edition")}
    for folder in load.available().values():
        try:
            allowed = choice.options(
                stores.visible_in(folder, Clearance.SECRETARIAT), words.words(words.FALLBACK)
            )
        except BadDatasetError:
            continue
        for name, values in {
            **allowed,
            "edition": [one.name for one in stores.entries_in(folder)],
        }.items():
            found[name] += [value for value in values if value not in found[name]]
    return {**found, "dataset": list(load.available())}
