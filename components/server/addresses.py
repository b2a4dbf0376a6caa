"""Which addresses exist: pages, files and routes. Streamlit answers any other with its page."""

from collections.abc import Container, Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from components.layout import writing
from components.server import refusals, static_files
from components.server.static_files import FILES
from components.server.streamlit_internals import OPEN, UPLOADS


class Addresses:
    """Send files, and answer 404 for every address that is no page, file or route."""

    def __init__(self, app: ASGIApp, pages: Container[str], routes: Sequence[BaseRoute]) -> None:
        self.app, self.pages, self.routes = app, pages, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file, pass a known address on, and answer any other with 404."""
        answer = None
        if scope["type"] == "http":
            answer = static_files.answer(scope)
            if answer is None and not self._is_known(scope):
                answer = refusals.page(scope, 404, "nowhere")
        await (answer or self.app)(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        path = scope["path"]
        # Streamlit removes a stroke at the end of the address of a page.
        is_page = path.strip("/") in self.pages and not path.startswith("//")
        is_upload = writing.is_on() and path.startswith(UPLOADS)
        if is_page or is_upload or path in FILES or path.startswith(OPEN):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)
