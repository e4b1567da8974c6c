"""The whole service as an administrator starts it: its own command, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from winternship_lti.testing import FakePlatform

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
COMMAND = [sys.executable, "-m", "winternship_lti"]
SECONDS = 20


def free_origin() -> str:
    """An origin on loopback that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def running_service(data: Path, origin: str, platform: FakePlatform) -> Iterator[None]:
    """Serve at `origin`, with the platform registered, while the `with` block lasts."""
    environment = os.environ | {"WINTERNSHIP_DATA": str(data), "WINTERNSHIP_URL": origin}
    environment["WINTERNSHIP_LOGINS_PER_MINUTE"] = "1000000"  # one address plays a whole city here
    _run("migrate", "--verbosity", "0", environment=environment)
    _run(
        *(
            "register_platform",
            "--name",
            "Bench",
            "--issuer",
            platform.issuer,
            "--client-id",
            platform.client_id,
        ),
        *("--auth-url", f"{platform.issuer}/auth", "--token-url", f"{platform.issuer}/token"),
        *("--jwks-url", platform.jwks_url, "--deployment", platform.deployment_id),
        environment=environment,
    )
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--no-worker"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        _wait_for(origin, process)
        yield
    finally:
        process.terminate()
        process.wait()


def _run(*command: str, environment: dict[str, str]) -> None:
    subprocess.run([*COMMAND, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _wait_for(origin: str, process: subprocess.Popen[bytes]) -> None:
    address = urlsplit(origin)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((address.hostname or "", address.port or 80)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the service did not start")
