"""The description of the open data in OpenAPI 3.1, made by FastAPI with the codes of the data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from components.layout import api_links
from components.server import limits
from components.view import stores
from data import contract
from data.model import METHOD_VERSION
from data.reading import load
from data.reading.problems import BadDatasetError
from data.selection import filters
from data.text import words

FOLDER = Path(__file__).parent
TEXT = (FOLDER / "description.md").read_text("utf-8").replace("PER_MINUTE", str(limits.PER_MINUTE))


def document(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The whole document."""
    found = get_openapi(
        title="EU-CLASI roadmap: open data",
        version=f"1 (contract {contract.version()}, method {METHOD_VERSION})",
        description=TEXT.strip(),
        license_info={"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        servers=[{"url": api_links.BASE}],
        routes=routes,
    )
    known = codes()
    for path in found["paths"].values():
        for parameter in path["get"].get("parameters", []):
            if values := known.get(parameter["name"]):
                parameter["schema"].get("items", parameter["schema"])["enum"] = values
    return {**found, "paths": dict(sorted(found["paths"].items()))}


def codes() -> dict[str, list[str]]:
    """The codes of each list in any dataset, those of the default dataset first."""
    found: dict[str, list[str]] = {name: [] for name in (*filters.LISTS, "edition")}
    t = words.words(words.FALLBACK)
    for folder in load.available().values():
        try:
            allowed = filters.options(stores.dataset_in(folder), t)
        except BadDatasetError:
            continue
        editions = [entry.name for entry in stores.entries_in(folder)]
        for name, values in {**allowed, "edition": editions}.items():
            found[name] += [value for value in values if value not in found[name]]
    return {**found, "dataset": list(load.available())}
