"""The data package (ZIP): the whole dataset at the cut-off, as a Data Package v2.

It holds each table as CSV and as Parquet, the states of milestones, dataset.toml, the method, the
licence and checksums. In CSV, a cell that a spreadsheet would run as a formula gets an apostrophe
in front, because people open these files with a double click. Parquet holds each cell as it is. Its
metadata say what the file is and who may see it, because such a file is often passed on alone.
"""

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from components.cards import data_page, method
from components.documents import provenance
from components.layout.csv_table import CONTRACT, to_csv
from components.layout.files import file_stem
from components.view.view import View
from data import contract
from data.archive import packed
from data.cache import cached_by_fingerprint
from data.editions import arrow, parquet
from data.model import Dataset
from data.model.settings import Settings
from data.visibility import rows_on

LICENCES = Path(__file__).parent.parent / "assets" / "licences"
DESCRIPTOR, SUMS = "datapackage.json", "SHA256SUMS"
VERSION_LENGTH = 12
"""Characters of the fingerprint in the version of a package."""
ROOM = 1
"""Characters that the apostrophe adds to a cell of a CSV file."""
STATES = "measures/milestone_states.csv"
STATE_COLUMNS = {
    **dict.fromkeys(("milestone_id", "action_id", "priority_id", "participant_id"), "string"),
    **{"state": "string", "is_due": "boolean", "due_on": "date", "achieved_on": "date"},
    **{"achieved_precision": "string", "reached_by": "date", "report_id": "string"},
}
"""Columns of the states of the milestones that count, with their types."""
CSV = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
CODES = ("pattern", "enum")
"""A column with one of these constraints holds codes, none of which begins like a formula."""


def make(view: View, address: str) -> bytes:
    """The package of a view's dataset: the same bytes for the same data and address.

    Filters do not change it; the cut-off or edition and the language do.
    """
    csv, arrows = _known(view.dataset, None if view.edition else view.as_of)
    about = provenance.record(view.unfiltered, address)
    parts = dict(csv)
    for name, table in arrows.items():
        parts[f"parquet/{name}.parquet"] = parquet(table, {**about, "table": name})
    parts[STATES] = to_csv(view.unfiltered.selection.milestones[[*STATE_COLUMNS]], CONTRACT)
    parts["csv/dataset.toml"] = _settings(view)
    parts["METHOD.md"] = method.text(view).encode()
    if text := _licence_text(view):
        parts["LICENSE.txt"] = text
    parts["README.md"] = _readme(view, arrows, address).encode()
    described = json.dumps(_descriptor(view, address, about, parts), ensure_ascii=False, indent=1)
    parts[DESCRIPTOR] = described.encode()
    sums = (f"{hashlib.sha256(part).hexdigest()}  {name}\n" for name, part in sorted(parts.items()))
    parts[SUMS] = "".join(sums).encode()
    return packed(dict(sorted(parts.items())))


@cached_by_fingerprint(2)
def _known(dataset: Dataset, as_of: date | None) -> tuple[dict[str, bytes], dict[str, pa.Table]]:
    """The rows known on a cut-off: as CSV by path, as Arrow by table.

    Kept for the next reader; an edition holds no other rows, and gives no day.
    """
    tables = (rows_on(dataset, as_of) if as_of else dataset).tables
    csv, arrows = {}, {}
    for name, table in contract.tables().items():
        csv[f"csv/{table.path}"] = to_csv(tables[name][table.columns], CONTRACT)
        arrows[name] = arrow(tables[name], name)
    return csv, arrows


def _settings(view: View) -> bytes:
    """The `dataset.toml` with which this software can read the CSV files; horizon: the cut-off."""
    own = {name: getattr(view.dataset, name) for name in Settings.model_fields}
    settings = Settings.model_construct(**{**own, "horizon": view.as_of})
    return "\n".join([*_toml(settings.model_dump(exclude_none=True)), ""]).encode()


def _toml(given: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Lines of TOML: the values of a table, then the tables in it."""
    tables = {key: value for key, value in given.items() if isinstance(value, Mapping)}
    for key, value in given.items():
        if key in tables:
            continue
        written = value if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
        yield f"{key} = {written}"
    for key, table in tables.items():
        yield from ("", f"[{above}{key}]", *_toml(table, f"{above}{key}."))


def _licence_text(view: View) -> bytes:
    """The licence in full, where it is one of which we have the text."""
    path = LICENCES / f"{view.dataset.licence.name}.txt" if view.dataset.licence else None
    return path.read_bytes() if path and path.is_file() else b""


def _descriptor(
    view: View, address: str, about: Mapping[str, Any], parts: Mapping[str, bytes]
) -> dict[str, Any]:
    """The descriptor of the package: the contract with the provenance.

    Its version is the cut-off and the fingerprint of the data. It has a homepage if the address
    can be opened from outside the dashboard.
    """
    t, source = view.t, json.loads(contract.PATH.read_text("utf-8"))
    licence, period, title = view.dataset.licence, view.dataset.period, t.dataset(view.dataset)
    titles = view.dataset.priorities.sort_values("position")[["priority_id", "title"]]
    named = [
        view.content("priorities", code, "title", title)
        for code, title in titles.itertuples(index=False)
    ]
    resources = (one for entry in source["resources"] for one in _resources(view, entry, parts))
    fields = [{"name": name, "type": kind} for name, kind in STATE_COLUMNS.items()]
    states = {"title": t("package.states"), "description": t("package_file.states")}
    schema = {"fields": fields, "primaryKey": "milestone_id"}
    own = _resource("milestone_states", STATES, states, schema, parts[STATES])
    role = "wrangler" if licence else "distributor"
    descriptor = {
        "$schema": source["$schema"],
        "id": _identifier(view),
        "name": file_stem(view.unfiltered, "package").lower(),
        "title": t.roadmap_before(title, ": ") + title,
        "description": provenance.line(view, address),
        "version": f"{view.as_of:%Y.%-m.%-d}+{view.dataset.fingerprint[:VERSION_LENGTH]}",
        "contractVersion": source["version"],
        "created": f"{view.as_of}T00:00:00Z",
        "contributors": [{"title": t("product.name"), "roles": [role]}],
        "keywords": [t("product.name"), view.marking, *named],
        "roadmap": about,
        "resources": [*resources, own],
    }
    if address.startswith(("https://", "http://")):
        descriptor["homepage"] = address.partition("?")[0].rpartition("/")[0]
    descriptor["period"] = {"starts": period.starts.isoformat(), "ends": period.ends.isoformat()}
    if licence:
        descriptor["licenses"] = [dict(licence)]
    return descriptor


def _identifier(view: View) -> str:
    """A UUID: the same for the same rows, cut-off or edition, and language, on every machine."""
    dataset, state = view.dataset, view.edition.entry.name if view.edition else "live"
    name = f"{dataset.name}/{state}/{view.as_of}/{view.t.language}/{dataset.fingerprint}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{dataset.slug}/{name}").urn


def _resources(
    view: View, entry: Mapping[str, Any], parts: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    name, schema, t = entry["name"], entry["schema"], view.t
    about = {"title": t.contract(name, "_title"), "description": t.contract(name, "_description")}
    room = {**schema, "fields": [_field(view, name, one, ROOM) for one in schema["fields"]]}
    path = f"csv/{entry['path']}"
    yield _resource(name, path, about, room, parts[path])
    fields = [_field(view, name, one) for one in schema["fields"]]
    whole = {"fields": fields, "primaryKey": schema["primaryKey"]}
    path = f"parquet/{name}.parquet"
    yield _resource(f"{name}-parquet", path, about, whole, parts[path])


def _resource(
    name: str, path: str, about: Mapping[str, str], schema: Mapping[str, Any], content: bytes
) -> dict[str, Any]:
    """A table as CSV or as Parquet, by the ending of its path, with its checksum.

    frictionless counts no bytes of a Parquet file, so it would call each size wrong.
    """
    form = {**CSV, "bytes": len(content)} if path.endswith(".csv") else PARQUET
    known = {"name": name, "path": path, **about, "type": "table", **form}
    return {**known, "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "schema": schema}


def _field(view: View, table: str, field: Mapping[str, Any], room: int = 0) -> dict[str, Any]:
    """A column of the contract with its description in the reader's language.

    A text may be longer by `room` characters, but not a code.
    """
    described = {**field, "description": view.t.contract(table, field["name"])}
    limits = dict(field.get("constraints", {}))
    if room and "maxLength" in limits and not any(name in limits for name in CODES):
        described["constraints"] = {**limits, "maxLength": limits["maxLength"] + room}
    return described


def _readme(view: View, known: Mapping[str, pa.Table], address: str) -> str:
    """What the package is, how to read it and how to check it, in the reader's language."""
    t = view.t
    facts = {**provenance.facts(view, address), t("documents.filters"): t("package.unfiltered")}
    facts[t("package.fingerprint")] = view.dataset.fingerprint
    files = {"descriptor": DESCRIPTOR, "csv": "csv/", "parquet": "parquet/", "states": STATES}
    files |= {"method": "METHOD.md", "sums": SUMS}
    files |= {"licence": "LICENSE.txt"} if _licence_text(view) else {}
    tables = [
        f"- `{name}` ({t('workbook.rows', n=table.num_rows)}): " + t.contract(name, "_description")
        for name, table in known.items()
    ]
    lines = [
        *(f"# {t('product.name')}: {t('document.package')}", ""),
        *([f"**{view.warning}**", ""] if view.warning else []),
        *(f"- {name}: {value}" for name, value in facts.items()),
        *("", t(f"package_plan.{view.dataset.plan}"), ""),
        *(f"## {t('package.files')}", ""),
        *(f"- `{name}`: {t(f'package_file.{key}')}" for key, name in files.items()),
        *("", f"## {t('package.reading')}", ""),
        *(t("package.spreadsheet"), "", t("package.again"), ""),
        *(f"## {t('package.licence')}", "", data_page.rights(view), ""),
        *(f"## {t('package.tables')}", "", *tables),
    ]
    return "\n".join(lines) + "\n"
