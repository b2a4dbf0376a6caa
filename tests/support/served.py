"""The dashboard as `make serve` starts it."""

import contextlib
import http.client
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 180
"""Seconds that a start may take on a machine that does other things too."""


@dataclass
class Answer:
    """Status, headers with small names, and body."""

    status: int
    headers: dict[str, str]
    body: bytes
    all_headers: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Served:
    """A running set-up."""

    process: subprocess.Popen
    port: int
    replicas: list[int]
    log: Path

    def send(self, path, method="GET", *, port=None, source=None, body=None, timeout=60, **headers):
        """One request. `port` asks a replica itself."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        origin = (source, 0) if source else None
        line = http.client.HTTPConnection(
            "127.0.0.1", port or self.port, timeout=timeout, source_address=origin
        )
        with contextlib.closing(line):
            line.request(method, path, body=body, headers=named)
            answer = line.getresponse()
            read = answer.read()
            pairs = [(name.lower(), value) for name, value in answer.getheaders()]
            return Answer(answer.status, dict(pairs), read, pairs)

    def answers_within(self, seconds, path="/healthz", **options):
        """Seconds until it answers with 200, or nothing where it does not in time."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            with contextlib.suppress(OSError, http.client.HTTPException):
                left = max(seconds - (time.monotonic() - began), 0.5)
                if self.send(path, timeout=left, **options).status == 200:
                    return time.monotonic() - began
            time.sleep(0.1)
        return None

    def until_it_serves(self):
        """Wait until each replica and the front answer, or the start has failed."""
        until = time.monotonic() + PATIENCE
        for port in (*self.replicas, None):
            while self.process.poll() is None and time.monotonic() < until:
                if self.answers_within(0.5, port=port) is not None:
                    break

    def replica(self, port):
        """The process on a port of a replica."""
        wanted = ["--server.port", str(port)]
        return next((one for one in self._children() if _words(one)[-2:] == wanted), None)

    def nginx(self):
        """Nginx's master."""
        return next((one for one in self._children() if one.name() == "nginx"), None)

    def _children(self):
        with contextlib.suppress(psutil.NoSuchProcess):
            return psutil.Process(self.process.pid).children(recursive=True)
        return []


def command(port, first):
    """What starts it.

    Args:
        port: of nginx.
        first: port of the first of two replicas.
    """
    module = [sys.executable, "-m", "components.server", "serve", "--address", "127.0.0.1"]
    numbers = {"--replicas": 2, "--port": port, "--first": first}
    return module + [str(part) for pair in numbers.items() for part in pair]


@contextlib.contextmanager
def served(first=18_101, port=18_100, folder=None, log=None, **environment):
    """Start it, and leave nothing of it behind.

    Args:
        first: port of the first of two replicas.
        port: of nginx.
        folder: TMPDIR.
        log: where the log goes.
        environment: of this server alone.
    """
    own = {**os.environ, "ROADMAP_API_RATE": "100000", "ROADMAP_API_BURST": "100000", **environment}
    own |= {"ROADMAP_EMBED": "ministry.example.org"}
    own |= {"TMPDIR": str(folder)} if folder else {}
    with tempfile.TemporaryDirectory() as place:
        log = log or Path(place) / "log.jsonl"
        with log.open("w") as file:
            process = subprocess.Popen(
                command(port, first), cwd=ROOT, env=own, stdout=subprocess.DEVNULL, stderr=file
            )
            found = Served(process, port, [first, first + 1], log)
            try:
                found.until_it_serves()
                yield found
            finally:
                _end(process)


def _words(process):
    """How a process was started; nothing where it has ended."""
    with contextlib.suppress(psutil.Error):
        return process.cmdline()
    return []


def _end(process):
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(40)
    if process.poll() is None:
        process.kill()
        process.wait()
