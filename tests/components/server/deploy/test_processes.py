"""Processes that end with the one that started them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from components.server.deploy import processes

ROOT = Path(__file__).parents[4]


def test_a_process_ends_with_the_one_that_started_it_however_that_ends():
    program = """
import sys, time
from pathlib import Path
from components.server.deploy import processes
child = processes.start(["sleep", "60"], dies_by="KILL", folder=Path("/"))
print(child.pid, flush=True)
time.sleep(60)
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    while psutil.Process(child).name() != "sleep":
        time.sleep(0.01)
    os.kill(child, signal.SIGSTOP)
    assert psutil.pid_exists(child)
    parent.kill()
    parent.wait()
    for _ in range(50):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.1)
    else:
        pytest.fail("it lives on")


def test_a_process_that_was_stopped_is_seen():
    process = subprocess.Popen(["sleep", "60"])
    try:
        assert not processes.is_stopped(process.pid)
        process.send_signal(signal.SIGSTOP)
        time.sleep(0.2)
        assert processes.is_stopped(process.pid)
        assert process.pid in processes.children(os.getpid())
    finally:
        process.kill()
        process.wait()
    assert not processes.is_stopped(process.pid)
