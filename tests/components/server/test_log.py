"""The log: one line of JSON for each event, without texts of libraries or personal data."""

import json
import logging
import queue
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from starlette.websockets import WebSocketDisconnect, WebSocketDisconnected

from components.server import log

ROOT = Path(__file__).parents[3]
SECRET = "maria.perez@example.org"


def log_as_library(text, *arguments, level=logging.WARNING, error=None, line=1):
    record = logging.LogRecord(
        "library", level, "/x/site-packages/some/module.py", line, text, arguments, error, "work"
    )
    log.Library().handle(record)


def run(program):
    """What a Python program writes that starts in our folder."""
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_line_of_a_library_says_where_and_not_what(lines):
    log_as_library(f"Rejecting connection: origin=%s {SECRET}", SECRET, line=time.monotonic_ns())
    (line,) = lines
    assert line["event"] == "library"
    assert line["place"].startswith("some/module.py:")
    assert SECRET not in json.dumps(line)


def test_an_exception_that_a_library_tells_is_a_type_and_a_place(lines):
    try:
        raise ValueError(SECRET)
    except ValueError:
        log_as_library("Error", error=sys.exc_info(), line=time.monotonic_ns())
    (line,) = lines
    assert line["type"] == "ValueError"
    assert line["where"][0].startswith("tests/components/server/test_log.py:")
    assert SECRET not in json.dumps(line)


@pytest.mark.parametrize("gone", [WebSocketDisconnect(1006), WebSocketDisconnected()])
def test_a_reader_who_left_while_something_was_sent_is_no_line(lines, gone):
    log_as_library("Error", error=(type(gone), gone, None), line=time.monotonic_ns())
    assert lines == []


def test_one_place_cannot_fill_the_disk(lines):
    where = time.monotonic_ns()
    for _ in range(200):
        log_as_library("again", line=where)
    assert len(lines) == log.OF_ONE_PLACE.amount


def test_no_logger_of_a_library_writes_by_itself():
    program = """
import logging, sys, threading, warnings
import streamlit.logger
early = streamlit.logger.get_logger("streamlit.early")
logging.getLogger("uvicorn").propagate = False
from components.server import log
log.set_up()
log.set_up()
late = streamlit.logger.get_logger("streamlit.late")
streamlit.logger.update_formatter()
others = [logging.getLogger(name) for name in ("anything", "uvicorn.error", "uvicorn")]
for logger in (early, late, *others):
    logger.warning("maria %s", "perez")
    logger.info("127.0.0.1 connected")
warnings.warn("maria perez")
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
raise ValueError("maria perez")
"""
    done = run(program)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    events = [line["event"] for line in lines]
    assert events == ["library"] * 6 + ["thread_failed", "process_failed"]
    assert not any(word in done.stderr for word in ("maria", "perez", "127.0.0.1"))


def test_nobody_who_takes_the_lines_holds_the_server_up():
    program = """
import os, sys, time
read, write = os.pipe()
os.dup2(write, 2)
from components.server import log
log.set_up()
began = time.monotonic()
for number in range(30_000):
    log.event("line", number=number)
print(time.monotonic() - began)
sys.stdout.flush()
os._exit(0)
"""
    done = run(program)
    assert float(done.stdout) < 20


def test_a_full_disk_is_no_failure():
    program = """
import sys
sys.stderr = open("/dev/full", "w")
from components.server import log
log.set_up()
log.event("line")
print("fine")
"""
    done = run(program)
    assert done.stdout == "fine\n"


def test_lines_that_wait_are_bounded():
    log.set_up()
    handler = log._lines.handlers[0]
    assert isinstance(handler.queue, queue.Queue)
    assert handler.queue.maxsize == log.MOST_WAITING


def test_a_failure_of_the_server_shows_its_number_alone_and_the_log_knows_where(served, lines):
    answer = served.get(f"/fails?who={SECRET}")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert SECRET not in answer.text
    number = re.search(r"E-[0-9A-F]{4}-[0-9A-F]{4}", answer.text)[0]
    line = next(line for line in lines if line["event"] == "server_error")
    assert line["error"] == number
    assert line["type"] == "ValueError"
    assert line["where"][0].startswith("tests/components/server/conftest.py:")


def test_a_request_to_the_open_data_is_one_line_without_who_or_what_was_asked(served, lines):
    served.get(
        f"/api/v1/nowhere/{SECRET}?country={SECRET}",
        headers={"user-agent": "Browser of Maria", "x-forwarded-for": "203.0.113.7"},
    )
    (line,) = lines
    assert line.keys() == {"at", "process", "event", "method", "route", "status", "bytes", "ms"}
    assert line["event"] == "api"
    written = json.dumps(line)
    assert all(word not in written for word in (SECRET, "Maria", "203.0.113.7", "testclient"))
