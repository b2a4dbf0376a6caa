"""Start a dataset: `python -m data.new FOLDER`.

It writes every table with an example row, and what each column means.
"""

import argparse
import csv
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from data import contract
from data.contract import Field, Table
from data.settings import NAME

SETTINGS = """\
# The last day of which these data speak.
horizon = 2026-12-31
# true for invented data: every screen and every file then says so.
fictional = false
# "complete": an agreed plan of actions, shown with ratios. "open": what became public, shown as
# counts; then every milestone needs a report with a source.
plan = "complete"

[title]
en = "New roadmap"
es = "Nueva hoja de ruta"
pt = "Novo mapa do caminho"

# What was reached before the period is shown as in place.
[period]
starts = 2026-01-01
ends = 2027-12-31

# How often the meetings come again; take it out where nothing was agreed.
[cycle]
months = 18
agreed_on = 2026-02-10
levels = ["ministerial"]
"""
EXAMPLES = {
    "priorities": ["P1,1,Example priority,What is asked for under it,S1"],
    "participants": [
        "XAA,state,Example State,2025-01-01,year,,true,S1",
        "EU,eu,European Union,,,,false,",
    ],
    "actions": [
        "A1,P1,Example training,What it is,training,joint,roadmap,roadmap,"
        "2026-06-01,month,,,high,public"
    ],
    "action_participants": ["A1,XAA,lead,Police"],
    "denials": ["A1,EU,2026-03-02,day,It said that it takes no part,S1"],
    "action_sources": ["A1,1,S1"],
    "milestones": ["A1-held,A1,,held,,1,2026-05-01,month,,"],
    "date_changes": [
        "C1,A1-held,in_force,2026-06-01,month,2026-02-10,D1,The partners asked for it,S1"
    ],
    "reports": [
        "R1,A1-held,XAA,2026-06-01,month,2026-07-02,submission,achieved,"
        "2026-06-01,month,confirmed,high,completed,,,,S1"
    ],
    "meetings": [
        "M1,eu_clasi,Both sides,ministerial,Example meeting,"
        "2026-02-10,2026-02-11,day,,,held,A plan,high,S1"
    ],
    "decisions": ["D1,M1,P1,A1,Hold the training a month later,high,S1"],
    "rounds": ["RR1,Example round,2026-07-01,2026-07-31,"],
    "presidencies": ["XAA,2026-01-01,day,,,high,S1"],
    "frameworks": ["F1,Example programme,running,2026-01-01,year,What it is,high,S1"],
    "framework_priorities": ["F1,P1"],
    "notes": ["N1,limit,,,What these data cannot tell"],
    "revisions": [
        "V1,2026-08-03,corrected,actions,A1,,title,Training,Example training,Was cut short,S1"
    ],
    "sources": [
        "S1,https://example.org/roadmap,Example page,Example publisher,2026-02-12,en,official"
    ],
    "texts": ["actions,A1,title,es,Capacitación de ejemplo"],
}
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
    """Write a dataset that keeps the contract, to be filled.

    Args:
        folder: where to write; made if it is not there.

    Raises:
        FileExistsError: there is something in the folder, or it is a file.
        OSError: nothing can be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    (folder / NAME).write_text(SETTINGS, "utf-8")
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
    yield f"Made from `data/contract.json`. `{NAME}` says title, horizon, plan, period and cycle"
    yield "of meetings; each table is one CSV file: UTF-8, commas, one line of column names, then"
    yield "one row a line. The rows that are there are examples: take them out as yours come in."
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
    parts += [
        f"a code of {target}.csv"
        for column, target, _ in table.foreign_keys
        if column == field.name
    ]
    parts += [f"at most {limits['maxLength']} characters"] if "maxLength" in limits else []
    parts += [f"{limits['minimum']} or more"] if "minimum" in limits else []
    parts += ["in one line"] if field.one_line else []
    parts += ["once only"] if limits.get("unique") or table.primary_key == (field.name,) else []
    return "; ".join([*parts, "needed" if field.required else "may be blank"])


def main(arguments: list[str] | None = None) -> int:
    """Write a folder and say what to do next; 1 if that cannot be, 2 if called wrongly."""
    parser = argparse.ArgumentParser(prog="python -m data.new", description="Start a dataset.")
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="a folder that is empty or not there yet"
    )
    folder = parser.parse_args(arguments).folder
    try:
        write(folder)
    except FileExistsError:
        print(
            f"{folder}: there is something already; name a folder that is empty or not there yet",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(
            f"{folder}: nothing can be written there: {os.strerror(error.errno or 0)}",
            file=sys.stderr,
        )
        return 1
    print(
        f"Every table is in {folder}, with an example row each; "
        "README.md there says what to write. Then:"
    )
    print(f"    python -m data.check {folder}")
    print(f"    ROADMAP_DATA={folder} make run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
