"""Starting the dashboard as `make serve` does."""

import subprocess
import sys


def command(port, first):
    """What starts it.

    Args:
        port: of nginx.
        first: port of the first of two replicas.
    """
    module = [sys.executable, "-m", "components.server", "serve", "--address", "127.0.0.1"]
    numbers = {"--replicas": 2, "--port": port, "--first": first}
    return module + [str(part) for pair in numbers.items() for part in pair]


def make_certificate(certificate, key):
    """Write a certificate of this machine, signed by itself, and its key."""
    kind = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*kind, "-out", certificate, "-keyout", key], check=True, capture_output=True)
