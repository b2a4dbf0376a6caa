"""A page that fails: what a reader sees, and what the log says."""

import json
import re
import shutil

import pytest

from data.text import words
from tests.browser.conftest import ROOT, new, painted, server, until

SECRET = "maria.perez@example.org"
NUMBER = r"E-[0-9A-F]{4}-[0-9A-F]{4}"
TRIES = 12
"""Requests after which Streamlit would say in English that it has no connection."""


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """The dashboard with a Method page that fails; its address, and the file of its log."""
    root = tmp_path_factory.mktemp("broken")
    for name in ("components", "data", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dashboard.py", root)
    page = root / "pages/about/method.py"
    failure = f'    raise ValueError("{SECRET}")\n    yield row('
    page.write_text(page.read_text("utf-8").replace("    yield row(", failure), "utf-8")
    with (root / "log.jsonl").open("w") as log, server(root=root, log=log) as found:
        yield found, root / "log.jsonl"


def test_a_reader_sees_a_sentence_and_a_number_that_is_in_the_log(visit, broken):
    address, log = broken
    language = "pt"
    page = visit(f"{address}/method?lang={language}", locale="en")
    said = page.locator(".board [role=alert]").inner_text()
    number = re.search(NUMBER, said)[0]
    assert said.strip() == words.words(language)("problems.failed", number=number)
    assert page.locator('[data-testid="stException"]').count() == 0
    content = page.content()
    assert SECRET not in content
    assert "Traceback" not in content
    assert not page.locator(
        'a[href*="google."], a[href*="chatgpt."], a[href*="stackoverflow."]'
    ).count()
    lines = [
        json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")
    ]
    (line,) = [line for line in lines if line.get("error") == number]
    assert line["event"] == "page_error"
    assert line["page"] == "method"
    assert line["type"] == "ValueError"
    assert line["where"][0].startswith("pages/about/method.py:")


def test_a_lost_connection_is_said_in_no_words_of_streamlits_own(chromium, address):
    page = new(chromium, locale="pt")
    asked = []

    def refused(route):
        asked.append(route.request.url)
        route.fulfill(status=503, body="")

    page.route("**/_stcore/h*", refused)
    page.goto(f"{address}/method?lang=pt")
    until(page, "document.querySelector('[data-testid=stApp]')")
    while len(asked) < TRIES:
        painted(page)
    painted(page)
    assert page.get_by_role("dialog").count() == 0
    assert "Connection" not in page.locator("body").inner_text()
    page.context.close()
