"""What the server writes down: one line of JSON for each event, to standard error, without personal data.

No address of a client, no browser, no value from the address and no words of an exception, which
may repeat what a reader typed: what happened, where in the code, how long it took.
"""

import json
import logging
import os
import secrets
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parent.parent.parent
MOST_FRAMES = 12
"""Places in the code that a line names, the innermost first."""
FOREIGN = ("uvicorn.error", "websockets")
"""Loggers that write the address of a client, and the address it opened, at each connection."""

_lines = logging.getLogger("roadmap")


def set_up() -> None:
    """Write events to standard error, and keep the libraries from writing what we leave out."""
    if not _lines.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        _lines.addHandler(handler)
        _lines.setLevel(logging.INFO)
        _lines.propagate = False
    logging.getLogger("streamlit.error_util").addFilter(_is_no_traceback)
    for name in FOREIGN:
        logging.getLogger(name).addFilter(_is_no_connection)


def event(name: str, **values: object) -> None:
    """Write one line: the time in UTC, what happened, and its values."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    _lines.info(json.dumps({"at": moment, "process": os.getpid(), "event": name, **values}, ensure_ascii=True))


def failure(name: str, error: BaseException, **values: object) -> str:
    """Write down an exception: its type and where it came from, not its words.

    Returns:
        Its number, such as `E-4F0A-91BC`, to be shown to the reader.
    """
    digits = secrets.token_hex(4).upper()
    number = f"E-{digits[:4]}-{digits[4:]}"
    event(name, error=number, type=type(error).__name__, where=_where(error.__traceback__), **values)
    return number


def _where(trace: TracebackType | None) -> list[str]:
    """File, line and function of each frame, the innermost first, with our files named from the root."""
    frames = reversed(traceback.extract_tb(trace))
    return [f"{_named(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames][:MOST_FRAMES]


def _named(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-2:])


def _is_no_traceback(record: logging.LogRecord) -> bool:
    """Streamlit writes the words of an exception before it asks us; `failure` writes our line instead."""
    return record.getMessage() != "Uncaught app execution"


def _is_no_connection(record: logging.LogRecord) -> bool:
    """Uvicorn's lines at each connection begin with the client's address, or say nothing more than that there is one."""
    return record.levelno > logging.INFO or not ("%s - " in str(record.msg) or str(record.msg).startswith("connection "))
