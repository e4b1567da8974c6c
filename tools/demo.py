"""Starts the tool and a practice LMS as two processes on two sites, introduces them, and prints what to open.

`--check` starts everything, asks each for a page, and stops again.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 60

WELCOME = """
winternship is running. Open the practice LMS in a browser:

  {lms}/

and sign in, with one click, as one of these made-up people:

  Bo, owner of a bakery   opens the course: self-assessment and lessons (try it on a phone's width)
  Mika, a broker          reads the training, the handbook and the blueprint; knows the region on the board
  Sam, a student          sees the same course; looks for a place on the placement board
  Dana, the teacher       sees the gradebook, and counts in groups of five or more

  {lms}/workbench/        the blocks without an LMS around them (for developers)
  {tool}/                 the LTI tool itself, on another site than the LMS, as in real life
  {tool}/admin/           its administration: user {user}, password {password}

Everything is kept in {data}; delete that folder to start afresh. Stop with Ctrl+C.
"""


def main() -> None:
    """Run the demo until it is stopped."""
    parser = argparse.ArgumentParser(description="Start the tool and a practice LMS.")
    parser.add_argument("--lms-port", type=int, default=8000)
    parser.add_argument("--tool-port", type=int, default=8001)
    parser.add_argument("--data", type=Path, default=ROOT / "var", help="folder for databases and logs")
    parser.add_argument("--check", action="store_true", help="start, ask each for a page, and stop")
    options = parser.parse_args()
    for port in (options.lms_port, options.tool_port):
        require_free(port)
    # Two names of this machine are two sites to a browser, so the frame is a third-party one, as in real life.
    lms, tool = f"http://localhost:{options.lms_port}", f"http://127.0.0.1:{options.tool_port}"
    options.data.mkdir(parents=True, exist_ok=True)
    environment = environment_of(lms, tool, options.data)
    print("preparing the databases and, the first time, a made-up region (a minute or less)", flush=True)
    password = prepare(environment, options.data)
    processes = [start(module, environment, options.data) for module in ("practice_lms", "winternship_lti")]
    signal.signal(signal.SIGTERM, stop)
    try:
        for address in (lms + "/", tool + "/health"):
            wait_for(address, processes, options.data)
        print(
            WELCOME.format(lms=lms, tool=tool, data=options.data, user="admin", password=password), flush=True
        )
        if not options.check:
            processes[0].wait()
    except KeyboardInterrupt:
        print("stopping")
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def stop(signal_number: int, frame: FrameType | None) -> None:
    """End as Ctrl+C does, when a script ends us."""
    raise KeyboardInterrupt


def require_free(port: int) -> None:
    """Exit with advice when another program uses the port."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(
                f"Port {port} is in use. Stop the other program, or choose: tools/demo.py --lms-port N --tool-port M"
            )


def environment_of(lms: str, tool: str, data: Path) -> dict[str, str]:
    """Return the environment of both processes; what they keep goes to one folder."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT / "practice_lms"),
        "PRACTICE_URL": lms,
        "PRACTICE_DB": str(data / "practice.sqlite3"),
        "PRACTICE_SECRET": "for practice only",
        "TOOL_URL": tool,
        "WINTERNSHIP_URL": tool,
        "WINTERNSHIP_DATA": str(data),
        # Whatever a demo is connected to runs on this machine.
        "WINTERNSHIP_ALLOW_PRIVATE_NETWORKS": "1",
        "WINTERNSHIP_DROP_FOLDER": str(data),
        "PYTHONUNBUFFERED": "1",
    }


def prepare(environment: dict[str, str], data: Path) -> str:
    """Make both databases, introduce the two to each other, and return the administrator's password."""
    run(environment, "practice_lms", "migrate", "--verbosity=0")
    run(environment, "practice_lms", "practice_setup")
    known = json.loads(run(environment, "practice_lms", "practice_connection", "--json"))
    run(environment, "winternship_lti", "migrate", "--verbosity=0")
    run(
        environment,
        "winternship_lti",
        "register_platform",
        "--replace",
        "--name=Practice LMS",
        *(
            f"--{name.replace('_', '-')}={known[name]}"
            for name in ("issuer", "client_id", "auth_url", "token_url")
        ),
        f"--jwks-url={known['keyset_url']}",
        f"--deployment={known['deployment_id']}",
    )
    fill_board(environment, known["issuer"])
    return administrator(environment, data)


def fill_board(environment: dict[str, str], issuer: str) -> None:
    """Give the made-up people their roles on the placement board, and something to see there, once."""
    people = run(environment, "practice_lms", "practice_people")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "fill_board.py"), issuer],
        env={**environment, "DJANGO_SETTINGS_MODULE": "winternship_lti.settings"},
        input=people,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"The placement board could not be filled:\n{done.stderr or done.stdout}")


def administrator(environment: dict[str, str], data: Path) -> str:
    """Make an administrator with a password of this installation's own, once."""
    file = data / "admin_password"
    if not file.exists():
        password = os.urandom(6).hex()
        made = {**environment, "DJANGO_SUPERUSER_PASSWORD": password}
        run(
            made,
            "winternship_lti",
            "createsuperuser",
            "--noinput",
            "--username=admin",
            "--email=admin@example.org",
        )
        file.write_text(password, encoding="ascii")
        file.chmod(0o600)
    return file.read_text(encoding="ascii")


def run(environment: dict[str, str], module: str, *arguments: str) -> str:
    """Run one management command and return what it printed; exit with its words when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"`{module} {arguments[0]}` failed:\n{done.stderr or done.stdout}")
    return done.stdout


def start(module: str, environment: dict[str, str], data: Path) -> subprocess.Popen[bytes]:
    """Start a server; what it says goes to a log file."""
    log = (data / f"{module}.log").open("ab")
    return subprocess.Popen([sys.executable, "-m", module, "serve"], env=environment, stdout=log, stderr=log)


def wait_for(address: str, processes: list[subprocess.Popen[bytes]], data: Path) -> None:
    """Wait until the address answers; exit with advice when a process died or nothing came."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if any(process.poll() is not None for process in processes):
            sys.exit(f"A server stopped by itself; its last words are in {data}/*.log.")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{address} did not answer within {SECONDS_TO_START} seconds; see {data}/*.log.")


if __name__ == "__main__":
    main()
