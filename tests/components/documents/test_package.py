"""The data package: valid for frictionless and our own loader, equal to the data, public alone."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from itertools import cycle, islice

import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest

from components.documents import package
from components.view.view import open_view
from data import contract, measures
from data.reading import load
from data.selection import Snapshot
from data.text import words
from tests.support import small

STATES = {
    "record": {},
    "a day": {"as_of": ["2025-03-05"]},
    "edition of the exercise": {"dataset": ["exercise"], "edition": ["EX-senior-officials-2025"]},
}
ADDRESS = "https://roadmap.example/data?lang=en"


def unpack(view, folder):
    """The package of a view, unpacked."""
    with zipfile.ZipFile(io.BytesIO(package.make(view, ADDRESS))) as archive:
        archive.extractall(folder)
    return folder


def view_of(language="en", **query):
    return open_view("data", language, query)


@pytest.fixture(scope="module", params=STATES.values(), ids=STATES)
def view_and_folder(request, tmp_path_factory):
    view = view_of(**request.param)
    return view, unpack(view, tmp_path_factory.mktemp("package"))


def test_frictionless_finds_nothing_wrong(tmp_path):
    """On a day when some tables have no row; in the record with formulas neither (below)."""
    folder = unpack(view_of(**STATES["a day"]), tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []
    names = {f"{name}{form}" for name in contract.tables() for form in ("", "-parquet")}
    assert {task.name for task in report.tasks} == {*names, "milestone_states"}
    rows = {task.name: task.stats.get("rows", 0) for task in report.tasks}
    assert all(rows[name] == rows[f"{name}-parquet"] for name in contract.tables())


def test_it_is_a_dataset_again_with_the_states_of_the_screen(view_and_folder):
    view, folder = view_and_folder
    again = load.load(folder / "csv")
    assert again.horizon == view.as_of
    for name in ("fictional", "title", "plan", "period", "cycle"):
        assert getattr(again, name) == getattr(view.dataset, name), name
    mine = Snapshot.on(again, again.horizon).milestones.set_index("milestone_id")
    shown = view.selection.snapshot.milestones.set_index("milestone_id")
    assert mine["state"].to_dict() == shown["state"].to_dict()
    assert mine["due_on"].dropna().to_dict() == shown["due_on"].dropna().to_dict()


def test_the_figures_of_the_screen_can_be_counted_from_its_table_of_states(view_and_folder):
    """In plain Python, by the definitions in its METHOD.md."""
    view, folder = view_and_folder
    with (folder / package.STATES).open(newline="") as file:
        states = Counter(row["state"] for row in csv.DictReader(file))
    numbers = measures.numbers(measures.total(view.unfiltered.selection.milestones))
    counted = {
        "reached": states["confirmed"] + states["awaiting"],
        "confirmed": states["confirmed"],
        "awaiting": states["awaiting"],
        "to_come": states["not_due"] + states["not_achieved_due"],
        "passed": states["no_report_due"],
        "in_place": states["in_place"],
    }
    assert counted == {name: numbers[name] for name in counted}


def test_parquet_and_csv_hold_the_same_cells(view_and_folder):
    again = load.load(view_and_folder[1] / "csv")
    for name, frame in again.tables.items():
        stored = pq.read_table(view_and_folder[1] / f"parquet/{name}.parquet").to_pandas()
        written = frame.reset_index(drop=True)
        for column in written.select_dtypes("datetime"):
            written[column] = [None if pd.isna(day) else day.date() for day in written[column]]
        assert stored.astype(object).where(stored.notna(), None).to_numpy().tolist() == (
            written.astype(object).where(written.notna(), None).to_numpy().tolist()
        )


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a command of Unix")
def test_the_checksums_are_those_that_sha256sum_takes(tmp_path):
    folder = unpack(view_of(), tmp_path)

    def checked():
        command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
        made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        return made.returncode, made.stdout

    code, output = checked()
    assert (code, output.count(": OK\n")) == (0, 2 * len(contract.tables()) + 6)
    with (folder / "parquet/actions.parquet").open("ab") as file:
        file.write(b"x")
    code, output = checked()
    assert (code, "parquet/actions.parquet: FAILED\n" in output) == (1, True)


def test_a_package_has_an_identifier_of_its_own_that_does_not_hang_on_where_it_was_made():
    def descriptor(address=ADDRESS, language="en", **query):
        made = package.make(view_of(language, **query), address)
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            return json.loads(archive.read("datapackage.json"))

    packages = [descriptor(**query) for query in STATES.values()] + [descriptor(language="es")]
    assert len({one["id"] for one in packages}) == len(packages)
    assert descriptor("/data", country=["ECU"])["id"] == packages[0]["id"]
    assert "homepage" in packages[0] and "homepage" not in descriptor("/data")


def test_files_unpack_so_that_others_can_read_them():
    with zipfile.ZipFile(io.BytesIO(package.make(view_of(), ADDRESS))) as archive:
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}
        assert {info.create_system for info in archive.infolist()} == {3}


def test_the_files_of_the_record_are_those_that_ship(tmp_path):
    """But for what confirms: ours leave it to the evidence, a package says what was counted."""
    folder = unpack(view_of(), tmp_path)
    for table in contract.tables().values():
        path = load.FOLDER / "record" / table.path
        if table.name != "reports":
            assert (folder / "csv" / table.path).read_bytes() == path.read_bytes()
    folders = (load.FOLDER / "record", folder / "csv")
    given, judged = (pd.read_csv(one / "reports.csv", dtype=str) for one in folders)
    assert given["confirmation"].isna().all()
    assert judged["confirmation"].notna().equals(judged["state"] == "achieved")
    assert judged.assign(confirmation=given["confirmation"]).equals(given)


def test_a_day_holds_nothing_that_became_known_later(tmp_path):
    again = load.load(unpack(view_of(as_of=["2025-03-05"]), tmp_path) / "csv")
    assert again.reports["reported_on"].max() <= pd.Timestamp("2025-03-05")
    assert "A080" not in set(again.actions["action_id"])


def test_filters_change_nothing_of_the_data():
    queries = ({}, {"country": ["ECU"], "priority": ["P5"]})
    whole, filtered = (package.make(view_of(**query), ADDRESS) for query in queries)
    with zipfile.ZipFile(io.BytesIO(whole)) as one, zipfile.ZipFile(io.BytesIO(filtered)) as other:
        tables = [name for name in one.namelist() if name.startswith(("csv/", "parquet/"))]
        tables.append("measures/milestone_states.csv")
        assert [name for name in tables if one.read(name) != other.read(name)] == []


ATTEMPTS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff20A",
    "=" + "x" * 399,
]


def test_a_formula_is_none_in_csv_and_itself_in_parquet(tmp_path):
    view = view_of()
    tables = view.dataset.tables
    titles = list(islice(cycle(ATTEMPTS), len(tables["actions"])))
    tables = {**tables, "actions": tables["actions"].assign(title=titles)}
    changed = replace(view.dataset, tables=tables, fingerprint="formulas")
    folder = unpack(replace(view, dataset=changed), tmp_path)
    written = pd.read_csv(folder / "csv/actions.csv", dtype=str)["title"]
    assert written.tolist() == [f"'{title}" for title in titles]
    assert pq.read_table(folder / "parquet/actions.parquet")["title"].to_pylist() == titles
    assert view.t("package.spreadsheet") in (folder / "README.md").read_text("utf-8")
    assert frictionless.validate(str(folder / "datapackage.json")).valid


def test_nobody_is_given_a_licence_for_data_that_are_not_ours(monkeypatch, tmp_path):
    ours = unpack(view_of(), tmp_path / "ours")
    package = json.loads((ours / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert "Attribution 4.0 International" in (ours / "LICENSE.txt").read_text("utf-8")
    monkeypatch.setenv("ROADMAP_DATA", str(small.write(tmp_path / "record")))
    theirs = unpack(view_of(), tmp_path / "theirs")
    package = json.loads((theirs / "datapackage.json").read_text("utf-8"))
    assert "licenses" not in package
    assert package["contributors"][0]["roles"] == ["distributor"]
    stored = pq.read_schema(theirs / "parquet/actions.parquet").metadata
    assert json.loads(stored[b"roadmap"])["licence"] is None
    assert not (theirs / "LICENSE.txt").exists()
    assert words.words("en")("data.no_licence") in (theirs / "README.md").read_text("utf-8")


def test_the_method_is_that_of_the_edition(tmp_path):
    view = view_of("es", edition=["III-EU-CLASI"])
    view = replace(view, edition=replace(view.edition, methods={"es": "# El método de aquel día"}))
    folder = unpack(view, tmp_path)
    assert (folder / "METHOD.md").read_text("utf-8") == "# El método de aquel día"
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["roadmap"]["as_of"] == "2025-03-05"
