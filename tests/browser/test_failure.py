"""A page or a connection that fails: what a reader sees."""

import json
import re

from data.text import words
from tests.browser.conftest import new, painted, until

TRIES = 12
"""Requests after which Streamlit would say in English that it has no connection."""


def test_a_page_that_fails_is_a_sentence_with_a_number_in_the_readers_language(chromium, address):
    """What the route says of it, and that the log knows where, `test_board_route.py` holds."""
    message = words.words("pt")("problems.failed", number="E-4F0A-91BC")
    page = new(chromium, locale="pt")

    def without_content(route):
        html = route.fetch().text()
        block = re.search(r'(?<=id="first-content">).*?(?=</script>)', html)[0]
        empty = json.dumps({**json.loads(block), "content": None}).replace("<", "\\u003c")
        route.fulfill(content_type="text/html", body=html.replace(block, empty))

    page.route("**/method?*", without_content)
    failed = {"error": {"code": "failed", "message": message}}
    page.route("**/board/method?*", lambda route: route.fulfill(status=500, json=failed))
    page.goto(f"{address}/method?lang=pt")
    page.locator(".board [role=alert]", has_text=message).wait_for()
    page.context.close()


def test_a_lost_connection_is_said_in_no_words_of_streamlits_own(chromium, address):
    page = new(chromium, locale="pt")
    requests = []

    def refused(route):
        requests.append(route.request.url)
        route.fulfill(status=503, body="")

    page.route("**/_stcore/h*", refused)
    page.goto(f"{address}/method?lang=pt")
    until(page, "document.querySelector('[data-testid=stApp]')")
    while len(requests) < TRIES:
        painted(page)
    painted(page)
    assert page.get_by_role("dialog").count() == 0
    assert "Connection" not in page.locator("body").inner_text()
    page.context.close()
