"""Whether the process lives, and whether it may be sent readers."""

import threading

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from components import stores
from data import load
from data.problems import BadDatasetError

FRESH = {"cache-control": "no-store"}

_lock = threading.Lock()
_refused: dict[str, int] = {}
"""State of the files that was refused to its number of problems: only the last, so that a probe each second reads them once."""


async def live(_: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "live"}, headers=FRESH)


def ready(_: Request) -> JSONResponse:
    """The dataset is loaded and keeps the contract; else 503, with the number of problems and nothing of their content."""
    state = load.stamp(load.default_folder())
    with _lock:
        try:
            if state not in _refused:
                dataset = stores.dataset_in()
                return JSONResponse({"status": "ready", "fingerprint": dataset.fingerprint}, headers=FRESH)
        except BadDatasetError as error:
            _refused.clear()
            _refused[state] = len(error.problems)
        return JSONResponse({"status": "refused", "problems": _refused[state]}, status_code=503, headers=FRESH)


ROUTES = [Route("/healthz", live), Route("/readyz", ready)]
