"""Which addresses exist: pages, files and routes. Streamlit answers any other with its page."""

from collections.abc import Container, Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from components.layout import writing
from components.server import refusals
from components.server.board.assets import ASSETS, FRONTEND
from components.server.streamlit_internals import OPEN, STATIC, UPLOADS

FILES = {
    f"{root}{path.relative_to(folder).as_posix()}": path
    for root, folder in {"/": STATIC, "/assets/": ASSETS, "/assets/frontend/": FRONTEND}.items()
    for path in folder.rglob("*")
    if path.is_file() and path.name != "index.html"
}
FILES["/favicon.ico"] = ASSETS / "icons/favicon.ico"
"""Address to file, of Streamlit's own and ours, as they were when the process started."""


class NotFoundMiddleware:
    """Answer 404 for every address that is no page, file or route."""

    def __init__(self, app: ASGIApp, pages: Container[str], routes: Sequence[BaseRoute]) -> None:
        self.app, self.pages, self.routes = app, pages, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a known address on, and answer any other with 404."""
        if scope["type"] != "http" or self._is_known(scope):
            await self.app(scope, receive, send)
        else:
            await refusals.page(scope, 404, "nowhere")(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        path = scope["path"]
        # Streamlit removes a stroke at the end of the address of a page.
        is_page = path.strip("/") in self.pages and not path.startswith("//")
        is_upload = writing.is_on() and path.startswith(UPLOADS)
        if is_page or is_upload or path in FILES or path.startswith(OPEN):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self.routes)
