"""The practice LMS as the platform of a launch: third-party code, in a process and with a database of its own.

`python -m benchmarks.tool.practice_platform` serves it as its own command does, on a free port, and first prints
what a tool must know of it, and its private key, as one line of JSON: tokens are signed here, for its pages for
people would only be in the way of what is measured. The key never leaves the pipe and the new database.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from benchmarks.practice import practice_process
from winternship_lti.testing import FakePlatform, SigningKey

THREADS = 8  # as its command `serve` has


class PracticeKey(SigningKey):
    """The key that the practice LMS signs with."""

    def __init__(self, pem: str) -> None:
        key = load_pem_private_key(pem.encode("ascii"), password=None)
        assert isinstance(key, RSAPrivateKey)
        self._private = key


@contextmanager
def practice_platform(folder: Path, target: str) -> Iterator[FakePlatform]:
    """Run the practice LMS, and yield its hand: it signs what the practice LMS would sign for a launch of `target`."""
    with practice_process(__name__, folder) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("the practice LMS stopped before it was ready; its reason is above")
        told = json.loads(line)
        platform = FakePlatform(
            issuer=told["issuer"],
            client_id=told["client_id"],
            deployment_id=told["deployment_id"],
            jwks_url=told["keyset_url"],
            kid=told["kid"],
            target_link_uri=target,
        )
        platform.key = PracticeKey(told["private_key"])
        yield platform


def main() -> None:
    """Serve until there is no more input."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        os.environ["PRACTICE_URL"] = f"http://127.0.0.1:{listening.getsockname()[1]}"
        _serve(listening)


def _serve(listening: socket.socket) -> None:
    import django
    import waitress
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)

    from lti_consumer.models import Lti1p3Passport

    from practice_lms.filling import fill
    from practice_lms.lti_platform.connection import connection
    from practice_lms.wsgi import application

    fill()
    passport = Lti1p3Passport.objects.get()
    server = waitress.create_server(application, sockets=[listening], threads=THREADS)
    Thread(target=server.run, daemon=True).start()
    key = {"kid": passport.lti_1p3_private_key_id, "private_key": passport.lti_1p3_private_key}
    print(json.dumps(connection()._asdict() | key), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
