"""The address of the dashboard that stands in pages, links and files. No client can choose it."""

import os
import re

from starlette.datastructures import Headers
from starlette.types import Scope

from components.documents.imprint import SITE
from components.server import limits

VALID = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names of this machine for itself: a client that sends one harms only itself."""


def site(scope: Scope) -> str:
    """The address of the dashboard, with a stroke at its end; blank where none is known.

    It is the one that the operator set, or else the host of the request, if that is one of
    ROADMAP_HOSTS.
    """
    address = os.environ.get(SITE, "").strip()
    if VALID.fullmatch(address):
        return f"{address.rstrip('/')}/"
    origin = limits.origin(scope)
    return f"{origin}{scope.get('app_root_path', scope.get('root_path', ''))}/" if origin else ""


def site_in_files(scope: Scope) -> str:
    """The same without the stroke at its end, for files; on this machine also its own name.

    A file is opened elsewhere, where a relative address leads nowhere.
    """
    if address := site(scope):
        return address.rstrip("/")
    host = Headers(scope=scope).get("host", "")
    return f"{scope['scheme']}://{host}" if limits.host_of(scope) in LOOPBACK else ""
