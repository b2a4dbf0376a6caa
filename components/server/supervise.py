"""Run nginx and the replicas behind it: start them, replace those that end or hang, stop them in order."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from components.server import log
from components.server.nginx import Front, configuration

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 120
"""Seconds that a replica may take to start."""
LOOK_EVERY = 5
"""Seconds between two questions to a replica whether it lives."""
MOST_MISSED = 3
"""Questions in a row that a replica may leave unanswered."""
ANSWER_WITHIN = 10
"""Seconds that one answer may take."""
GRACE = 20
"""Seconds that a replica has to finish what it is doing."""
LONGEST_PAUSE = 30
"""Seconds between two starts of a replica that ends again and again."""


class Replica:
    """One process of the dashboard on a port of this machine."""

    def __init__(self, port: int, hosts: Sequence[str], secret: str) -> None:
        self.port, self.hosts = port, hosts
        self.environment = {**os.environ, "STREAMLIT_SERVER_COOKIE_SECRET": secret}
        self.pause, self.not_before, self.missed = 1.0, 0.0, 0
        self.process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        settings = {"server.port": str(self.port), "server.address": "127.0.0.1"}
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
        command += [part for name, value in settings.items() for part in (f"--{name}", value)]
        command += [part for host in self.hosts for part in ("--server.allowedHosts", host)]
        self.since = time.monotonic()
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)

    def lives(self) -> bool:
        """Whether it answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=ANSWER_WITHIN) as answer:
                return answer.status == 200
        except OSError:
            return False

    def look_after(self) -> None:
        """Replace it where it has ended; end it where it has not answered for long."""
        now = time.monotonic()
        if self.process.poll() is None:
            self.missed = 0 if self.lives() else self.missed + 1
            if self.missed == 0 and now - self.since > LONGEST_PAUSE:
                self.pause = 1.0
            if self.missed > MOST_MISSED and now - self.since > PATIENCE:
                log.event("replica_hung", port=self.port)
                self.process.kill()
        elif self.not_before == 0:
            log.event("replica_ended", port=self.port, code=self.process.returncode, again_in=self.pause)
            self.not_before = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        if self.process.poll() is not None and 0 < self.not_before <= now:
            self.process, self.not_before, self.missed = self._started(), 0.0, 0


def serve(front: Front, ports: Sequence[int]) -> int:
    """Run until told to stop by SIGTERM or SIGINT.

    Returns:
        0 after an orderly stop; 1 where a part did not start or nginx ended by itself.
    """
    log.set_up()
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        sys.stderr.write("nginx is not installed: on Debian, apt-get install nginx-light\n")
        return 1
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    secret = os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET") or secrets.token_hex(32)
    with tempfile.TemporaryDirectory(prefix="roadmap-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "nginx.conf").write_text(configuration(front, ports, folder), "utf-8")
        replicas = [Replica(port, front.hosts, secret) for port in ports]
        while not stopping and not all(replica.lives() for replica in replicas):
            if any(replica.process.poll() is not None or time.monotonic() - replica.since > PATIENCE for replica in replicas):
                log.event("not_started")
                _stop([replica.process for replica in replicas])
                return 1
            time.sleep(0.2)
        nginx = subprocess.Popen([program, "-c", str(folder / "nginx.conf"), "-p", str(folder)])
        log.event("serving", port=front.port, replicas=len(replicas))
        looked = time.monotonic()
        while not stopping and nginx.poll() is None:
            time.sleep(0.2)
            ended = any(replica.process.poll() is not None for replica in replicas)
            if ended or time.monotonic() - looked > LOOK_EVERY:
                looked = time.monotonic()
                for replica in replicas:
                    replica.look_after()
        began = time.monotonic()
        # First the replicas, which tell the browsers that they go, then the front.
        _stop([replica.process for replica in replicas])
        _stop([nginx])
        log.event("stopped", seconds=round(time.monotonic() - began, 1))
    return 0 if stopping else 1


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all of them to end, and end those that do not."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
