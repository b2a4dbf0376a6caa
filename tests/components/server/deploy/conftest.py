"""What the tests of running for many readers share."""

import subprocess

import pytest


@pytest.fixture
def certificate_of():
    """Make a certificate of our own: folder and days to the files of certificate and key."""

    def make(folder, days=90):
        files = [folder / "own.pem", folder / "own.key"]
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
        command += ["-subj", "/CN=localhost", "-days", str(days)]
        command += ["-out", str(files[0]), "-keyout", str(files[1])]
        subprocess.run(command, check=True, capture_output=True)
        return files

    return make
