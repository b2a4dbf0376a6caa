"""A file by its address: whole, in part, or not at all, as RFC 9110 says."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from components.server.file_answer import answer, attachment
from data.model import Audience

TEXT = b"0123456789"


def file(request):
    headers = {"content-disposition": attachment("digits.txt")}
    return answer(request, TEXT, "text/plain", Audience.PUBLIC, headers)


client = TestClient(
    Starlette(routes=[Route("/file", file)]), headers={"accept-encoding": "identity"}
)
TAG = client.get("/file").headers["etag"]


def test_a_file_says_that_it_can_be_read_in_parts():
    answer = client.get("/file")
    assert (
        answer.status_code,
        answer.content,
        answer.headers["etag"],
        answer.headers["accept-ranges"],
    ) == (200, TEXT, TAG, "bytes")
    assert answer.headers["content-disposition"] == 'attachment; filename="digits.txt"'
    head = client.head("/file", headers={"range": "bytes=0-1"})
    assert (head.status_code, head.headers["content-length"]) == (200, "10")


@pytest.mark.parametrize(
    ("span", "part", "size"),
    [
        ("bytes=0-0", b"0", "bytes 0-0/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=7-99", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-99", TEXT, "bytes 0-9/10"),
    ],
)
def test_a_part_is_the_bytes_that_were_asked_for(span, part, size):
    file = client.get("/file", headers={"range": span})
    assert (file.status_code, file.content, file.headers["content-range"]) == (206, part, size)
    assert file.headers["content-length"] == str(len(part))


@pytest.mark.parametrize(
    "header", ["bytes=10-", "bytes=10-12", "bytes=-0", "bytes=999999999999999-"]
)
def test_a_part_that_is_not_there_is_refused_with_the_size(header):
    answer = client.get("/file", headers={"range": header})
    assert (answer.status_code, answer.content, answer.headers["content-range"]) == (
        416,
        b"",
        "bytes */10",
    )


@pytest.mark.parametrize(
    "header",
    [
        "bytes=0-1,3-4",
        "bytes=4-2",
        "bytes=-",
        "bytes=a-b",
        "lines=0-1",
        b"bytes=\xd9\xa3-",
        "bytes=" + "9" * 99 + "-",
    ],
)
def test_what_is_no_single_part_is_answered_whole(header):
    answer = client.get("/file", headers={"range": header})
    assert (answer.status_code, answer.content) == (200, TEXT)


@pytest.mark.parametrize(
    ("condition", "status"),
    [(TAG, 206), ('"b"', 200), (f"W/{TAG}", 200), ("Wed, 25 Nov 2026 20:00:00 GMT", 200)],
)
def test_a_part_of_another_file_is_never_mixed_with_this_one(condition, status):
    assert (
        client.get("/file", headers={"range": "bytes=0-1", "if-range": condition}).status_code
        == status
    )


def test_what_may_be_compressed_on_its_way_is_not_taken_for_these_very_bytes():
    """RFC 9110: a strong tag names exact bytes. Compressed ones do not continue with plain ones."""
    gzip = {"accept-encoding": "gzip"}
    packed = client.get("/file", headers=gzip).headers["etag"]
    assert packed == f"W/{TAG}"
    rest = client.get("/file", headers={**gzip, "range": "bytes=5-", "if-range": packed})
    again = client.get("/file", headers={**gzip, "if-none-match": packed})
    assert (rest.status_code, again.status_code) == (200, 304)


@pytest.mark.parametrize("held", [TAG, f"W/{TAG}", f'"x", {TAG}', "*"])
def test_what_the_client_has_is_not_sent(held):
    answer = client.get("/file", headers={"if-none-match": held, "range": "bytes=0-1"})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", TAG)
    assert client.get("/file", headers={"if-none-match": '"x"'}).status_code == 200


def test_a_name_with_accents_is_sent_as_such():
    assert attachment("reunión.csv") == "attachment; filename*=utf-8''reuni%C3%B3n.csv"
