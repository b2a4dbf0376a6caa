"""Whether the process lives, and whether it may be sent readers."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from components.server import log
from components.view import stores
from data.reading.problems import BadDatasetError

FRESH = {"cache-control": "no-store"}

stores.report = log.event


async def live(_: Request) -> JSONResponse:
    """Answer that the event loop turns."""
    return JSONResponse({"status": "live"}, headers=FRESH)


def ready(_: Request) -> JSONResponse:
    """Whether the dataset keeps the contract.

    `ready`; `degraded`, still 200, if the files of today are bad and the last good state is shown;
    503 if there is nothing to show. It gives the number of problems and nothing of their content.
    """
    try:
        dataset = stores.dataset_in()
    except BadDatasetError as error:
        found = {"status": "refused", "problems": len(error.problems)}
        return JSONResponse(found, status_code=503, headers=FRESH)
    content = {"status": "ready", "fingerprint": dataset.fingerprint}
    if trouble := stores.trouble_of():
        since, problems = trouble.since.isoformat(), len(trouble.problems)
        content |= {"status": "degraded", "since": since, "problems": problems}
    return JSONResponse(content, headers=FRESH)


ROUTES = [Route("/healthz", live), Route("/readyz", ready)]
