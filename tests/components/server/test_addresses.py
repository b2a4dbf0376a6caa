"""Which addresses exist, and that all others are answered with 404."""

import pytest

import dashboard
from components.server import static_files
from components.server.static_files import FOR_GOOD
from data.text import words

PAGES = list(dashboard.PAGES)
SCRIPT = next(name for name in sorted(static_files.FILES) if name.startswith("/static/js/index."))


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/overview/more",
        "/wp-login.php",
        "/Overview",
        "/static/",
        "/static/js/nothing.js",
        f"{SCRIPT}gzip",
        f"{SCRIPT}/",
        "/_stcore/nowhere",
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/overview/_stcore/health",
        "/%0aoverview",
    ],
)
@pytest.mark.parametrize("gzip", [True, False])
def test_an_address_that_is_nothing_is_404_and_kept_by_nobody(visitor, path, gzip):
    answer = visitor.get(path, headers={"accept-encoding": "gzip" if gzip else "identity"})
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("gzip", [True, False])
def test_what_is_kept_for_good_is_a_file(visitor, gzip):
    answer = visitor.get(SCRIPT, headers={"accept-encoding": "gzip" if gzip else "identity"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == FOR_GOOD
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(answer.content) == (static_files.STATIC / SCRIPT[1:]).stat().st_size


@pytest.mark.parametrize(
    "path",
    ["/favicon.ico", "/manifest.json", "/assets/icon.png", "/healthz", "/_stcore/host-config"],
)
def test_files_and_routes_are_there(visitor, path):
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize(
    ("language", "word"), [("en", "no page"), ("es", "ninguna página"), ("pt", "Não há página")]
)
def test_who_is_lost_is_told_so_in_the_own_language(visitor, language, word):
    answer = visitor.get("/nowhere", headers={"accept-language": language})
    assert word in answer.text


@pytest.mark.usefixtures("patient")
def test_the_head_of_a_page_tells_its_length(visitor):
    head, whole = visitor.head("/overview"), visitor.get("/overview")
    assert head.status_code == 200
    assert head.headers["content-length"] == whole.headers["content-length"] != "0"
    assert head.content == b""


def test_a_page_says_in_its_language_why_it_waits(visitor):
    t = words.words("es")
    assert f'data-full="{t("server.full")}"' in visitor.get("/overview?lang=es").text
