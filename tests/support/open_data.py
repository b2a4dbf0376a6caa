"""Asking the open data."""

BASE = "/api/v1"


def answered(client, path, **query):
    """The answer at an address, which must be there."""
    answer = client.get(f"{BASE}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer


def got(client, path, **query):
    """The same as JSON."""
    return answered(client, path, **query).json()
