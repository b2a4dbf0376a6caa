"""Refusals of the open data: each names what is wrong, in one form."""

import pytest

from tests.support.open_data import BASE


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("measures?country=XXX", ["country", "XXX"]),
        ("measures?priority=P9&status=fine", ["priority", "P9", "status", "fine"]),
        ("measures?as_of=2025-02-30", ["as_of", "2025-02-30"]),
        ("measures?as_of=1492-10-12", ["as_of", "1492-10-12"]),
        ("measures?from=2026-01-01&to=2025-01-01", ["to", "2025-01-01"]),
        ("measures?edition=III-EU-CLASI&as_of=2025-01-01", ["as_of", "2025-01-01"]),
        ("measures?edition=../../etc/passwd", ["edition", "../../etc/passwd"]),
        ("measures?dataset=..", ["dataset", ".."]),
        ("measures?lang=xx", ["lang", "xx"]),
        ("measures?lang=en&lang=es", ["lang", "2 times"]),
        ("measures?country=ecu", ["country", "'ecu'", "ECU is"]),
        ("measures?contry=ECU", ["contry", "country"]),
        ("measures?edition=iii-eu-clasi", ["edition", "III-EU-CLASI is"]),
        ("measures?figure=reached", ["figure", "there are country, eu, priority"]),
        ("measures?separator=;", ["separator", "there are"]),
        ("measures.csv?separator=|", ["separator", "'|'", "','"]),
        ("openapi.json?lang=es", ["lang", "there is none"]),
        ("measures?context=yes", ["context", "yes"]),
        ("changes?before=2099-01-01", ["before"]),
        ("changes?before=M99", ["before"]),
        ("tables/actions?limit=0", ["limit", "'0'"]),
        ("tables/actions?limit=10001", ["limit", "10001"]),
        ("tables/actions?limit=٣", ["limit", "٣"]),
        ("tables/actions?offset=-1", ["offset", "-1"]),
        ("milestones?figure=completed", ["figure", "'completed'", "reached, confirmed"]),
        (
            "milestones?dataset=exercise&figure=reached",
            ["figure", "'reached'", "completed, awaiting"],
        ),
        ("milestones?state=confirmed&state=fine", ["state", "'fine'"]),
    ],
)
def test_what_means_nothing_is_refused_by_its_name_and_value(client, path, named):
    answer = client.get(f"{BASE}/{path}")
    assert answer.status_code == 400
    message = answer.json()["error"]["message"]
    assert all(word in message for word in named), message


@pytest.mark.parametrize(
    "path", ["nope", "tables/nope", "", "datasets.xml", "tables/%0A", "measures/", "%0Ameasures"]
)
def test_an_address_that_is_not_there_is_404_in_json(client, path):
    answer = client.get(f"{BASE}/{path}")
    assert answer.status_code == 404
    assert answer.json()["error"]["message"]


def test_a_broken_dataset_gives_no_number(client, tmp_path, monkeypatch):
    (tmp_path / "dataset.toml").write_text("x = 1", "utf-8")
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path))
    for path in ("datasets", "measures", "tables/actions", "changes.csv", "actions.parquet"):
        answer = client.get(f"{BASE}/{path}")
        assert answer.status_code == 503
        assert answer.json()["error"]["code"] == "dataset_refused"
