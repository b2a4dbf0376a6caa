"""Answers of the open data: in parts, not again, and what a failure says."""

import pytest
from starlette.testclient import TestClient

from components.server.api import answers
from tests.support.open_data import BASE


@pytest.mark.parametrize("path", ["measures", "tables/reports.parquet", "openapi.json"])
def test_an_answer_is_read_in_parts_and_not_sent_again(client, path):
    """What a part is, `test_file_answer.py` says."""
    whole = client.get(f"{BASE}/{path}", headers={"accept-encoding": "identity"})
    tag, middle = whole.headers["etag"], len(whole.content) // 2
    asked = ({"range": f"bytes=0-{middle}"}, {"range": f"bytes={middle + 1}-", "if-range": tag})
    parts = [client.get(f"{BASE}/{path}", headers=one) for one in asked]
    assert [part.status_code for part in parts] == [206, 206]
    assert b"".join(part.content for part in parts) == whole.content
    assert parts[0].headers["access-control-allow-origin"] == "*"
    again = client.get(f"{BASE}/{path}", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_failure_is_answered_by_its_number_with_the_headers_of_every_answer(client, monkeypatch):
    def fails(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr(answers, "known_on", fails)
    answer = TestClient(client.app, raise_server_exceptions=False).get(
        f"{BASE}/meetings?as_of=2021-03-04"
    )
    assert answer.status_code == 500
    assert "Error number: E-" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
