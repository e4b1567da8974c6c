"""A school that starts at nine: 200 people launch at the same moment, and nobody gets the visit of another.

The service runs as in use (`winternship serve`: waitress, SQLite in WAL mode) in a process of its own. The 200 threads
that play platform and browsers run on the same machine and take their share of it: the times are an upper limit.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

from benchmarks.results import Row
from benchmarks.timing import timed
from benchmarks.tool.crowd import Crowd, Launched
from benchmarks.tool.platform_keys import served_keys
from benchmarks.tool.service import VAR, free_origin, running_service
from winternship_lti.testing import FakePlatform

PEOPLE, QUICK_PEOPLE = 200, 10


def measure(*, quick: bool = False) -> list[Row]:
    """Rows about wrong sessions, launches a second and the slow ones; `quick` only shows that all can be measured."""
    people = QUICK_PEOPLE if quick else PEOPLE
    origin = free_origin()
    platform = FakePlatform(target_link_uri=f"{origin}/lti/launch")
    VAR.mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix="bench-", dir=VAR) as folder,
        served_keys(platform.jwks(), Path(folder) / "keys") as platform.jwks_url,
        running_service(Path(folder) / "data", origin, platform),
    ):
        crowd = Crowd(origin, platform)
        first, _ = _all_at_once(crowd, people)  # everyone is new
        again, seconds = _all_at_once(crowd, people)
        wrong = sum(not launched.right for launched in [*first, *again])
        wrong += crowd.opened_by_others(again)
    return [
        Row(f"wrong sessions in 2 × {people} launches at once", wrong, "sessions", at_most=0),
        Row(f"login, launch and page, {people} at once", people / seconds, "/s"),
        Row("  launch request, median", _quantile(again, 0.5), "ms"),
        Row("  launch request, 95 of 100 within", _quantile(again, 0.95), "ms"),
    ]


def _all_at_once(crowd: Crowd, people: int) -> tuple[list[Launched], float]:
    ready = Barrier(people)

    def one(number: int) -> Launched:
        ready.wait()
        return crowd.launch(number)

    with ThreadPoolExecutor(people) as pool:
        ms, launched = timed(lambda: list(pool.map(one, range(people))))
    return launched, ms / 1000


def _quantile(launched: list[Launched], part: float) -> float:
    times = sorted(each.ms for each in launched)
    return times[min(int(len(times) * part), len(times) - 1)]
