"""Headers on every answer, and what the policy of a page allows."""

import base64
import hashlib
import re

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from components.server import refusals
from components.server.headers import DATA_POLICY, PAGE_POLICY, SecurityHeadersMiddleware


@pytest.mark.parametrize(
    "path",
    [
        "/fine",
        "/fails",
        "/nowhere",
        "/assets/icon.png",
        "/healthz",
        "/api/v1/nowhere",
        "/api/fails",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_every_answer_carries_the_headers(served, path, method):
    headers = served.request(method, path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert len(headers.get_list("content-security-policy")) == 1


def test_the_policy_allows_no_text_to_become_a_script():
    scripts = next(part for part in PAGE_POLICY.split("; ") if part.startswith("script-src "))
    assert "'unsafe-eval'" not in scripts
    assert "'unsafe-inline'" not in scripts
    assert "'sha" not in scripts
    assert "*" not in PAGE_POLICY
    assert "; object-src 'none'; " in PAGE_POLICY
    assert not re.search(r"https?:", PAGE_POLICY)


@pytest.mark.parametrize(("scheme", "sent"), [("http", False), ("https", True)])
def test_only_over_https_a_browser_is_told_to_use_nothing_else(whole, scheme, sent):
    client = TestClient(whole, base_url=f"{scheme}://testserver")
    assert ("strict-transport-security" in client.get("/fine").headers) is sent


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
def test_over_https_no_cookie_is_for_plain_http(scheme, secure):
    async def app(scope, receive, send):
        answer = PlainTextResponse("fine")
        answer.headers["set-cookie"] = "_streamlit_xsrf=1; Path=/"
        await answer(scope, receive, send)

    headers = (
        TestClient(SecurityHeadersMiddleware(app), base_url=f"{scheme}://testserver")
        .get("/overview")
        .headers
    )
    assert headers["set-cookie"] == "_streamlit_xsrf=1; Path=/" + ("; Secure" if secure else "")


def test_a_message_of_nginx_may_look_as_one_of_ours():
    """Its policy allows the one style that stands within it."""
    written = refusals.html("es", "¡Hola!", again=True)
    style = re.search("<style>(.*)</style>", written)[1]
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{hashed}'" in DATA_POLICY
    assert "unsafe" not in DATA_POLICY
