"""The data package (ZIP): the whole record at the cut-off, as a Data Package v2.

It holds each table as CSV and as Parquet. In CSV, a cell that a spreadsheet would run as a formula
gets an apostrophe in front, because people open these files with a double click. Parquet holds
each cell as it is. Its metadata say what the file is and who may see it, because such a file is
often passed on alone.
"""

import csv
import functools
import hashlib
import io
import json
import uuid
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from components.cards.csvw import FORMULA, inert
from components.cards.export import file_stem
from components.documents import imprint
from components.view.view import View
from data import contract, load, words
from data.archive import packed
from data.editions import arrow, parquet
from data.model import Dataset
from data.visibility import known_rows

LICENCES = Path(__file__).parent.parent / "assets" / "licences"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
"""Of the datasets that ship."""
DESCRIPTOR, SUMS = "datapackage.json", "SHA256SUMS"
VERSION_LENGTH = 12
"""Characters of the fingerprint in the version of a package."""
ROOM = 1
"""Characters that the apostrophe adds to a cell of a CSV file."""
CODES = ("pattern", "enum")
"""A column with one of these constraints holds codes, none of which begins like a formula."""


def make(view: View, address: str) -> bytes:
    """The package of a view's dataset: the same bytes for the same data and address.

    Filters do not change it.

    Args:
        view: what the reader is looking at: its dataset, cut-off or edition, and language.
        address: the address that reopens it.
    """
    dataset = _rows_at_cut_off(view)
    tables = {name: dataset.tables[name] for name in contract.tables()}
    parts = {
        f"csv/{contract.tables()[name].path}": _csv(frame, name) for name, frame in tables.items()
    }
    about = _about(view, address)
    parts |= {
        f"parquet/{name}.parquet": parquet(
            _with_metadata(arrow(frame, name), {"table": name, **about})
        )
        for name, frame in tables.items()
    }
    parts["csv/dataset.toml"] = _settings(view)
    parts["METHOD.md"] = (
        view.edition.methods[view.t.language] if view.edition else words.method(view.t.language)
    ).encode()
    if load.is_ours(view.folder):
        parts["LICENSE.txt"] = (LICENCES / f"{LICENCE['name']}.txt").read_bytes()
    parts["README.md"] = _readme(view, dataset, address).encode()
    parts[DESCRIPTOR] = json.dumps(
        _descriptor(view, address, parts), ensure_ascii=False, indent=1
    ).encode()
    parts[SUMS] = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(parts.items())
    ).encode()
    return packed(dict(sorted(parts.items())))


def _rows_at_cut_off(view: View) -> Dataset:
    """The rows known on the cut-off; an edition holds no others."""
    return view.dataset if view.edition else _known(view.dataset, view.as_of)


@functools.lru_cache(maxsize=2)
def _known(dataset: Dataset, as_of: date) -> Dataset:
    return known_rows(dataset, as_of)


def _csv(frame: pd.DataFrame, table: str) -> bytes:
    """A table as the contract wants it: UTF-8, comma, ISO 8601 dates, blank for missing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(contract.tables()[table].columns)
    columns = [_written(frame[field.name], field.type) for field in contract.tables()[table].fields]
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode()


def _written(cells: pd.Series, kind: str) -> list[Any]:
    if kind == "date":
        return cells.dt.strftime("%Y-%m-%d").fillna("").tolist()
    if kind == "boolean":
        return ["" if pd.isna(cell) else str(bool(cell)).lower() for cell in cells]
    return ["" if pd.isna(cell) else inert(cell) for cell in cells]


def _about(view: View, address: str) -> dict[str, str]:
    """The metadata of a Parquet file, so that it is marked also without the package."""
    dataset = view.dataset
    return {
        "dataset": dataset.name,
        "title": view.t.dataset(dataset),
        "fictional": str(dataset.fictional).lower(),
        "marking": view.marking,
        "clearance": str(view.clearance),
        "as_known_on": view.as_of.isoformat(),
        "edition": view.edition.entry.name if view.edition else "",
        "licence": f"{LICENCE['name']} {LICENCE['path']}"
        if load.is_ours(view.folder)
        else view.t("package.not_ours"),
        "method_version": view.method,
        "fingerprint": dataset.fingerprint,
        "address": address,
    }


def _with_metadata(table: pa.Table, about: Mapping[str, str]) -> pa.Table:
    return table.replace_schema_metadata({**(table.schema.metadata or {}), **about})


def _settings(view: View) -> bytes:
    """The `dataset.toml` with which this software can read the CSV files; horizon: the cut-off."""
    dataset = view.dataset
    titles = [
        f"{language} = {json.dumps(dataset.title[language], ensure_ascii=False)}"
        for language in dataset.title
    ]
    lines = [
        f"horizon = {view.as_of}",
        f"fictional = {str(dataset.fictional).lower()}",
        f'plan = "{dataset.plan}"',
        "",
        "[title]",
        *titles,
    ]
    if dataset.period:
        lines += [
            "",
            "[period]",
            f"starts = {dataset.period.starts}",
            f"ends = {dataset.period.ends}",
        ]
    if cycle := dataset.cycle:
        lines += [
            "",
            "[cycle]",
            f"months = {cycle.months}",
            f"agreed_on = {cycle.agreed_on}",
            f"levels = {json.dumps(list(cycle.levels))}",
        ]
    return "\n".join([*lines, ""]).encode()


def _descriptor(view: View, address: str, parts: Mapping[str, bytes]) -> dict[str, Any]:
    """The descriptor of the package: the contract with the imprint.

    Its version is the cut-off and the fingerprint of the data. It has a homepage if the address
    can be opened from outside the dashboard.
    """
    t, source = view.t, json.loads(contract.PATH.read_text("utf-8"))
    titles = view.dataset.priorities.sort_values("position")
    descriptor = {
        "$schema": source["$schema"],
        "id": _identifier(view),
        "name": file_stem(view.unfiltered, "package").lower(),
        "title": f"{t('product.name')}: {t.dataset(view.dataset)}",
        "description": imprint.line(view, address),
        "version": f"{view.as_of:%Y.%-m.%-d}+{view.dataset.fingerprint[:VERSION_LENGTH]}",
        "contractVersion": source["version"],
        "created": f"{view.as_of}T00:00:00Z",
        "contributors": [
            {
                "title": t("product.name"),
                "roles": ["wrangler" if load.is_ours(view.folder) else "distributor"],
            }
        ],
        "keywords": [
            *("EU-CLASI", view.marking),
            *(
                view.content("priorities", row, "title", title)
                for row, title in zip(titles["priority_id"], titles["title"], strict=True)
            ),
        ],
        "asKnownOn": view.as_of.isoformat(),
        "plan": str(view.dataset.plan),
        "edition": view.edition.entry.name if view.edition else t("export.live"),
        "filters": t("package.unfiltered"),
        "language": t.language,
        "marking": view.marking,
        "methodVersion": view.method,
        "address": address,
        "fingerprint": view.dataset.fingerprint,
        "resources": [],
    }
    if address.startswith(("https://", "http://")):
        descriptor["homepage"] = address.partition("?")[0].rpartition("/")[0]
    if period := view.dataset.period:
        descriptor["period"] = {
            "starts": period.starts.isoformat(),
            "ends": period.ends.isoformat(),
        }
    if load.is_ours(view.folder):
        descriptor["licenses"] = [LICENCE]
    for entry in source["resources"]:
        descriptor["resources"] += [
            _text_resource(view, entry, parts),
            _parquet_resource(view, entry, parts),
        ]
    return descriptor


def _identifier(view: View) -> str:
    """A UUID: the same for the same rows, cut-off or edition, and language, on every machine."""
    state = view.edition.entry.name if view.edition else "live"
    name = "/".join(
        [
            view.dataset.name,
            state,
            view.as_of.isoformat(),
            view.t.language,
            view.dataset.fingerprint,
        ]
    )
    return uuid.uuid5(uuid.NAMESPACE_URL, f"eu-clasi-roadmap/{name}").urn


def _text_resource(
    view: View, entry: Mapping[str, Any], parts: Mapping[str, bytes]
) -> dict[str, Any]:
    """A CSV file as the contract describes its table, with its size and checksum."""
    content = parts[f"csv/{entry['path']}"]
    kind = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    checksum = {"bytes": len(content), "hash": _hash(content)}
    schema = {
        **entry["schema"],
        "fields": [_field(view, entry["name"], field, ROOM) for field in entry["schema"]["fields"]],
    }
    return {
        "name": entry["name"],
        "path": f"csv/{entry['path']}",
        **_title(view, entry["name"]),
        **kind,
        **checksum,
        "schema": schema,
    }


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _parquet_resource(
    view: View, entry: Mapping[str, Any], parts: Mapping[str, bytes]
) -> dict[str, Any]:
    """The same table as Parquet, without its size.

    frictionless counts no bytes of a Parquet file, so it would call each size wrong.
    """
    name = entry["name"]
    kind = {"type": "table", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    fields = [_field(view, name, field) for field in entry["schema"]["fields"]]
    schema = {"fields": fields, "primaryKey": entry["schema"]["primaryKey"]}
    path = f"parquet/{name}.parquet"
    return {
        "name": f"{name}-parquet",
        "path": path,
        **_title(view, name),
        **kind,
        "hash": _hash(parts[path]),
        "schema": schema,
    }


def _title(view: View, table: str) -> dict[str, str]:
    """The title and the description of a table, as parts of its resource."""
    return {
        "title": view.t.contract(table, "_title"),
        "description": view.t.contract(table, "_description"),
    }


def _field(view: View, table: str, field: Mapping[str, Any], room: int = 0) -> dict[str, Any]:
    """A column of the contract with its description in the reader's language.

    A text may be longer by `room` characters, but not a code.
    """
    described = {**field, "description": view.t.contract(table, field["name"])}
    limits = dict(field.get("constraints", {}))
    if room and "maxLength" in limits and not any(name in limits for name in CODES):
        described["constraints"] = {**limits, "maxLength": limits["maxLength"] + room}
    return described


def _readme(view: View, dataset: Dataset, address: str) -> str:
    """What the package is, how to read it and how to check it, in the reader's language."""
    t = view.t
    facts = {**imprint.facts(view, address), t("documents.filters"): t("package.unfiltered")}
    lines = [f"# {t('product.name')}: {t('document.package')}", ""]
    if dataset.fictional:
        lines += [f"**{t('marking.exercise')}**", ""]
    lines += [
        *(f"- {name}: {value}" for name, value in facts.items()),
        f"- {t('package.fingerprint')}: {view.dataset.fingerprint}",
        "",
    ]
    lines += [t(f"package_plan.{dataset.plan}"), ""]
    lines += [
        f"## {t('package.files')}",
        "",
        *(f"- `{name}`: {t(f'package_file.{key}')}" for key, name in _files(view).items()),
        "",
    ]
    lines += [
        f"## {t('package.reading')}",
        "",
        t("package.spreadsheet", n=_formulas(dataset)),
        "",
        t("package.again"),
        "",
    ]
    lines += [
        f"## {t('package.licence')}",
        "",
        t("package.ours" if load.is_ours(view.folder) else "package.not_ours"),
        "",
    ]
    lines += [f"## {t('package.tables')}", "", *_rows(view, dataset)]
    return "\n".join(lines) + "\n"


def _files(view: View) -> dict[str, str]:
    """Key of `[package_file]` to the file or folder that it describes."""
    names = {
        "descriptor": DESCRIPTOR,
        "csv": "csv/",
        "parquet": "parquet/",
        "method": "METHOD.md",
        "sums": SUMS,
    }
    return names | ({"licence": "LICENSE.txt"} if load.is_ours(view.folder) else {})


def _rows(view: View, dataset: Dataset) -> list[str]:
    t = view.t
    return [
        f"- `{name}` ({t('workbook.rows', n=len(dataset.tables[name]))}): "
        + t.contract(name, "_description")
        for name in contract.tables()
    ]


def _formulas(dataset: Dataset) -> int:
    """Cells that a spreadsheet would run as a formula."""
    texts = [
        (table.name, field.name)
        for table in contract.tables().values()
        for field in table.fields
        if field.type == "string"
    ]
    return sum(
        int(dataset.tables[table][name].str.startswith(FORMULA).fillna(False).sum())
        for table, name in texts
    )
