"""A large invented dataset for the bench: the exercise five times over, with more reports."""

import shutil
from datetime import timedelta
from pathlib import Path

import pandas as pd

from data import contract
from data.reading import load

COPIES = 5
REPORTS = 20_000
BY_ACTION = (
    "actions",
    "action_participants",
    "action_sources",
    "denials",
    "milestones",
    "reports",
    "evidence",
    "date_changes",
    "texts",
)
"""Tables of which rows belong to an action, by codes that begin with its own."""


def write(folder: Path) -> None:
    """Write 300 actions and 20,000 reports into a folder that does not exist yet."""
    shutil.copytree(load.FOLDER / "exercise", folder)
    for name in BY_ACTION:
        path = folder / contract.tables()[name].path
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        own = rows[rows.map(lambda cell: cell.startswith("EX-A")).any(axis="columns")]
        copies = [own.replace(r"^EX-A", f"EX{number}-A", regex=True) for number in range(1, COPIES)]
        whole = pd.concat([rows, *copies])
        if name == "reports":
            whole = pd.concat([whole, _earlier(whole)])
        whole.to_csv(path, index=False, lineterminator="\n")


def _earlier(reports: pd.DataFrame) -> pd.DataFrame:
    """Reports that a milestone is not started, each day before its first one, up to `REPORTS`."""
    first = reports.drop_duplicates("milestone_id")
    found = []
    while (missing := REPORTS - len(reports) - sum(map(len, found))) > 0:
        days = pd.to_datetime(first["reported_on"]) - timedelta(len(found) + 1)
        cells = {"reported_on": days.dt.strftime("%Y-%m-%d"), "state": "not_started"}
        cells |= {"dated_on": cells["reported_on"], "precision": "day"}
        cells |= {"report_id": first["milestone_id"] + f"-E{len(found) + 1}"}
        blank = dict.fromkeys(reports.columns, "")
        kept = ("milestone_id", "participant_id", "reported_basis", "confidence")
        found.append(first.assign(**blank | {name: first[name] for name in kept} | cells)[:missing])
    return pd.concat(found)
