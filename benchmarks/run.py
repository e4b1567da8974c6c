"""The front door of `make bench`: measures every subject, prints one table, and fails when a mark is missed."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    # As a script it would find its neighbours as top-level modules, and `benchmarks` not at all.
    sys.path[0] = str(ROOT)

from benchmarks.results import Row, row_from_json, table  # noqa: E402

# A subject is a module here with `measure(*, quick: bool) -> list[Row]`.
SUBJECTS = (
    "launch",
    "render",
    "page_weight",
    "matching",
    "board",
    "deliveries",
    "school_day",
    "export",
    "roster",
    "parallel",
)
RESULT = ROOT / "var" / "bench.json"
SECONDS = 300
LONGER = {"board": 3600, "school_day": 900}  # two databases of 750,000 rows are made first
TAIL = 2000  # characters of a failed subject's complaint

Results = Mapping[str, list[Row]]


class NotMeasured(Exception):
    """A subject ended without figures; the message holds its own last words."""


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0 when every mark is met, 1 when one is missed, also at the second try, or cannot be measured."""
    options = _options(argv)
    try:
        results = {subject: with_second_try(subject, quick=options.quick) for subject in options.only}
    except NotMeasured as error:
        print(error, file=sys.stderr)
        return 1
    print(table(results))
    write(results)
    missed = [row.what for rows in results.values() for row in rows if not row.met]
    if missed:
        print(f"\nMissed at both tries: {', '.join(missed)}")
    return 1 if missed else 0


def with_second_try(subject: str, *, quick: bool) -> list[Row]:
    """Measure a subject, and once more from the start when it misses a mark: a busy machine is no slow program."""
    rows = measured(subject, quick=quick)
    return rows if all(row.met for row in rows) else measured(subject, quick=quick)


def measured(subject: str, *, quick: bool) -> list[Row]:
    """The rows of one subject, from a process of its own; raises NotMeasured."""
    command = [sys.executable, "-m", "benchmarks.subject", subject, *(["--quick"] if quick else [])]
    seconds = LONGER.get(subject, SECONDS)
    print(f"measuring {subject} …", file=sys.stderr)
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise NotMeasured(f"{subject} took more than {seconds} s") from error
    except subprocess.CalledProcessError as error:
        raise NotMeasured(f"{subject} failed:\n{error.stderr[-TAIL:]}") from error
    *notes, rows = done.stdout.splitlines()
    print(
        "\n".join(notes), end="\n" if notes else "", file=sys.stderr
    )  # such as a peer that had to be left out
    return [row_from_json(row) for row in json.loads(rows)]


def write(results: Results) -> None:
    """Keep the figures, with what they depend on, where a script can read them."""
    RESULT.parent.mkdir(exist_ok=True)
    document = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "subjects": {subject: [row.as_json() for row in rows] for subject, rows in results.items()},
    }
    RESULT.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _environment() -> dict[str, str]:
    """This process's, without settings of someone's own service, and without a proxy on the way to loopback."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("WINTERNSHIP_", "DJANGO_"))
    }
    return kept | {"NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measure speed and size, each figure beside a peer or a limit."
    )
    parser.add_argument(
        "--only", type=_subjects, default=SUBJECTS, metavar="A,B", help=f"some of {', '.join(SUBJECTS)}"
    )
    parser.add_argument(
        "--quick", action="store_true", help="a few rounds, to see that it works; the times mean nothing"
    )
    return parser.parse_args(argv)


def _subjects(text: str) -> tuple[str, ...]:
    unknown = set(text.split(",")) - set(SUBJECTS)
    if unknown:
        raise argparse.ArgumentTypeError(
            f"{', '.join(sorted(unknown))} is not measured here; choose from {', '.join(SUBJECTS)}"
        )
    return tuple(text.split(","))


if __name__ == "__main__":
    sys.exit(main())
