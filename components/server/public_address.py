"""Names and address of the dashboard, in pages, links and files. No client can choose them."""

import os
import re

from starlette.datastructures import Headers
from starlette.types import Scope

from components.documents.provenance import SITE

VALID = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names of this machine for itself: a client that sends one harms only itself."""


def hosts() -> tuple[str, ...]:
    """Return the names under which this server answers (ROADMAP_HOSTS, with commas); none: all."""
    names = (name.strip().lower() for name in os.environ.get("ROADMAP_HOSTS", "").split(","))
    return tuple(filter(None, names))


def _host(scope: Scope) -> str:
    """The host name of a request, without its port."""
    host = Headers(scope=scope).get("host", "").lower()
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host


def is_ours(scope: Scope) -> bool:
    """Return whether a request names this server; any does where it has no names."""
    return not hosts() or _host(scope) in hosts()


def _origin(scope: Scope) -> str:
    return f"{scope['scheme']}://{Headers(scope=scope).get('host', '')}"


def origin(scope: Scope) -> str:
    """Return scheme and host for an address in an answer, if the host is one of `hosts`.

    Else it is blank: a relative address cannot lead to a host that a client made up.
    """
    return _origin(scope) if hosts() and is_ours(scope) else ""


def site(scope: Scope) -> str:
    """Return the address of the dashboard, with a stroke at its end; blank where none is known.

    It is the one that the operator set, or else the host of the request, if that is one of
    ROADMAP_HOSTS.
    """
    address = os.environ.get(SITE, "").strip()
    if VALID.fullmatch(address):
        return f"{address.rstrip('/')}/"
    known = origin(scope)
    return f"{known}{scope.get('app_root_path', scope.get('root_path', ''))}/" if known else ""


def site_in_files(scope: Scope) -> str:
    """Return what `site` does, without the stroke; on this machine also by its own name.

    A file is opened elsewhere, where a relative address leads nowhere.
    """
    return site(scope).rstrip("/") or (_origin(scope) if _host(scope) in LOOPBACK else "")
