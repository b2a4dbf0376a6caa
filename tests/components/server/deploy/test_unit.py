"""The unit for systemd."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
UNIT = (ROOT / "components/server/deploy/roadmap@.service").read_text("utf-8")


def test_the_unit_is_as_closed_as_systemd_can_tell():
    done = subprocess.run(
        [
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=15",
            str(ROOT / "components/server/deploy/roadmap@.service"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-200:]


@pytest.mark.parametrize(
    "line",
    [
        "OOMPolicy=continue",
        "LimitNOFILE=65536",
        "TasksMax=",
        "SystemCallFilter=@system-service",
        "WatchdogSec=",
        "Restart=always",
    ],
)
def test_the_unit_has_what_the_attack_asked_for(line):
    assert f"\n{line}" in UNIT
