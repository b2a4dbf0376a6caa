"""Start a dataset: `python -m data.new FOLDER`.

It writes dataset.toml, every table with example rows, and README.md with what each column means.
"""

import argparse
import os
import shlex
import sys
import tomllib
from pathlib import Path

from jinja2 import Template

from data import contract
from data.reading.settings import NAME

ROOT = Path(__file__).parents[1]
_START = tomllib.loads(Path(__file__).with_name("new.toml").read_text("utf-8"))
EXAMPLES: dict[str, list[str]] = _START["rows"]
"""Example rows of each table; together they keep the contract."""


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
    tables = contract.tables()
    for name, table in tables.items():
        rows = "\n".join([*EXAMPLES[name], ""]).encode()
        (folder / table.path).write_bytes(table.header + rows)
    words = Template(Path(__file__).with_name("new.md").read_text("utf-8"), trim_blocks=True)
    readme = words.render(version=contract.version(), settings=NAME, tables=tables.values())
    (folder / "README.md").write_text(readme, "utf-8")


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
    place = shlex.quote(str(folder.resolve()))
    print(f"    {sys.executable} -m data.check {place}")
    print(f"    ROADMAP_DATA={place} make -C {shlex.quote(str(ROOT))} run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
