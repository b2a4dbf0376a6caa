"""Start a dataset: `python -m data.new FOLDER`.

It writes every table with an example row, and what each column means.
"""

import argparse
import csv
import io
import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from data import contract
from data.contract import Field, Table
from data.settings import NAME

_START = tomllib.loads(Path(__file__).with_name("new.toml").read_text("utf-8"))
EXAMPLES: dict[str, list[str]] = _START["rows"]
"""Example rows of each table; together they keep the contract."""
TYPES = {
    "string": "text",
    "date": "day, YYYY-MM-DD",
    "integer": "whole number",
    "boolean": "true or false",
}
FORMS = {
    "code": "a code such as A1 or A1-held",
    "language": "two small letters, such as es",
    "country": "three capital letters, such as BRA",
}


def write(folder: Path) -> None:
    """Write a dataset that keeps the contract, to be filled, into a folder.

    Raises:
        FileExistsError: there is something in the folder, or it is a file.
        OSError: nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    (folder / NAME).write_text(_START["settings"], "utf-8")
    for name, table in contract.tables().items():
        rows = [_row(table.columns), *EXAMPLES[name]]
        (folder / table.path).write_text("\n".join([*rows, ""]), "utf-8")
    (folder / "README.md").write_text("\n".join([*readme(), ""]), "utf-8")


def _row(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def readme() -> Iterator[str]:
    """The contract in words, table by table, as lines of Markdown."""
    yield f"# A dataset of the contract, version {contract.version()}"
    yield ""
    yield f"Made from `data/contract.json`. `{NAME}` says title, horizon, audience, plan, period"
    yield "and cycle of meetings; each table is one CSV file: UTF-8, commas, one line of column"
    yield "names, then one row a line. The rows that are there are examples: take them out as yours"
    yield "come in."
    yield "A table without rows keeps its line of column names. `python -m data.check FOLDER` names"
    yield "every problem by file, line and column."
    for table in contract.tables().values():
        yield from ("", f"## {table.path}", "", f"{table.title}. {table.description}", "")
        yield from ("| column | what it says | what it holds |", "| --- | --- | --- |")
        for field in table.fields:
            yield f"| `{field.name}` | {field.description} | {_holds(field, table)} |"
        rules = [f"- {rule['description']}" for rule in table.rules]
        yield from ["", *rules] if rules else []


def _holds(field: Field, table: Table) -> str:
    """What a cell may hold, in words."""
    limits = field.constraints
    kind = "address of a page" if field.is_address else TYPES[field.type]
    parts = [", ".join(f"`{value}`" for value in limits["enum"])] if "enum" in limits else [kind]
    parts += [FORMS[field.form]] if field.form else []
    targets = [target for column, target, _ in table.foreign_keys if column == field.name]
    parts += [f"a code of {target}.csv" for target in targets]
    parts += [f"at most {limits['maxLength']} characters"] if "maxLength" in limits else []
    parts += [f"{limits['minimum']} or more"] if "minimum" in limits else []
    parts += ["in one line"] if field.one_line else []
    parts += ["once only"] if limits.get("unique") or table.primary_key == (field.name,) else []
    return "; ".join([*parts, "needed" if field.required else "may be blank"])


def main(arguments: list[str] | None = None) -> int:
    """Write a folder and say what to do next; 1 if that cannot be, 2 if called wrongly."""
    parser = argparse.ArgumentParser(prog="python -m data.new", description="Start a dataset.")
    where = "a folder that is empty or not there yet"
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=where)
    folder = parser.parse_args(arguments).folder
    try:
        write(folder)
    except OSError as error:
        why = f"nothing can be written there: {os.strerror(error.errno or 0)}"
        if isinstance(error, FileExistsError):
            why = f"there is something already; name {where}"
        print(f"{folder}: {why}", file=sys.stderr)
        return 1
    made = f"Every table is in {folder}, with an example row each"
    print(f"{made}; README.md there says what to write. Then:")
    print(f"    python -m data.check {folder}\n    ROADMAP_DATA={folder} make run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
