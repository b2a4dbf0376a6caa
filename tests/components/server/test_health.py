"""Whether a process lives, and whether it may be sent readers."""

import os
import shutil
from pathlib import Path

from data.reading import load


def test_a_process_that_lives_and_has_its_data_is_ready(served):
    assert served.get("/healthz").json() == {"status": "live"}
    answer = served.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"


def test_a_broken_dataset_is_live_but_not_ready_and_is_read_once(served, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(load.FOLDER / "record", tmp_path / "own"))
    reports = folder / "reports.csv"
    good = reports.read_text("utf-8")
    reports.write_text(good.replace("achieved", "acheived"), "utf-8")
    os.utime(reports, (1, 1))
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    read = []
    loaded = load.load
    monkeypatch.setattr(load, "load", lambda place: (read.append(1), loaded(place))[1])
    assert served.get("/healthz").status_code == 200
    answers = [served.get("/readyz") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {503}
    assert answers[0].json()["status"] == "refused"
    assert answers[0].json()["problems"] >= 1
    assert "acheived" not in answers[0].text
    assert len(read) == 1
    reports.write_text(good, "utf-8")
    assert served.get("/readyz").status_code == 200
