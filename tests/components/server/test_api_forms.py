"""What a failure of the open data says; parts of answers are asserted in test_downloads.py."""

from starlette.testclient import TestClient

from components.server.api import answers
from tests.support.open_data import BASE


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
