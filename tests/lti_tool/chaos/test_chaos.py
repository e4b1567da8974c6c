"""2,000 grades through a platform that does everything wrong, sent by workers that are killed: all arrive, in order."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.lti_tool.chaos.learners import MAXIMUM
from tests.lti_tool.chaos.workers import ROOT, Workers, environment
from winternship_lti.protocol import names
from winternship_lti.testing import (
    Mood,
    Platform,
    Request,
    broken,
    busy,
    lost_answer,
    lost_request,
    status,
    twice,
)
from winternship_lti.testing.lms.records import Column, Course, Tool

PEOPLE, LINKS, GRADES = 400, 8, 2000
EARNING_SECONDS, CHAOS_SECONDS, ALL_SECONDS = 25.0, 32.0, 55.0
SCOPES = [names.SCOPE_SCORE, names.SCOPE_LINEITEM, names.SCOPE_LINEITEM_READONLY, names.SCOPE_RESULT_READONLY]
Trouble = list[tuple[float, Callable[[], Mood]]]
SCORES: Trouble = [
    (0.04, lost_answer),
    (0.02, lost_request),
    (0.04, twice),
    (0.03, broken),
    (0.02, lambda: status(409)),
    (0.01, lambda: status(503)),
    (0.01, lambda: status(401)),
    (0.002, lambda: busy(1)),
]
OTHERS: Trouble = [(0.2, lost_answer), (0.1, lost_request), (0.1, broken), (0.1, lambda: status(503))]
MAKING: Trouble = [(0.5, lost_answer), (0.2, broken)]


class School:
    """The platform, with its people and links, and what each of them will earn."""

    def __init__(self, lms: Platform, seed: int) -> None:
        self.lms = lms
        self.chance = random.Random(seed)
        self.keys: dict[str, Any] = {}
        self.course: Course = lms.course("Chaos")
        self.tool: Tool = lms.register(
            login_url="http://127.0.0.1:8001/lti/login",
            redirect_uris=["http://127.0.0.1:8001/lti/launch"],
            jwks=lambda: self.keys,
        )
        links = [lms.link(self.course, self.tool, maximum=None, title=f"link {n}") for n in range(LINKS)]
        people = [lms.person(f"Person {n}", self.course) for n in range(PEOPLE)]
        self.places = {person.id: links[n % LINKS].id for n, person in enumerate(people)}
        self.grades = dict.fromkeys(self.places, 1)
        more = [person for person in self.places for _ in range(MAXIMUM - 1)]
        for person in self.chance.sample(more, k=GRADES - PEOPLE):
            self.grades[person] += 1

    def plan(self, seed: int) -> dict[str, Any]:
        """What the process of the learners must know."""
        tool = self.tool
        return {
            "seed": seed,
            "seconds": EARNING_SECONDS * sum(self.grades.values()) / GRADES,
            "places": self.places,
            "grades": self.grades,
            "ags": {
                "lineitems": f"{self.lms.origin}/courses/{self.course.id}/lineitems?type_id=1",
                "scope": SCOPES,
            },
            "registration": {
                "issuer": tool.issuer,
                "client_id": tool.client_id,
                "auth_url": tool.auth_url,
                "token_url": tool.token_url,
                "jwks_url": tool.jwks_url,
            },
        }

    def go_mad(self) -> None:
        self.lms.moods.always("scores", self._mood(SCORES))
        self.lms.moods.always("token", self._mood(OTHERS))
        self.lms.moods.always("results", self._mood(OTHERS))
        making, looking = self._mood(MAKING), self._mood(OTHERS)
        self.lms.moods.always("lineitems", lambda r: making(r) if r.method == "POST" else looking(r))

    def _mood(self, trouble: Trouble) -> Callable[[Request], Mood | None]:
        def mood(_: Request) -> Mood | None:
            dice = self.chance.random()
            for chance, make in trouble:
                dice -= chance
                if dice < 0:
                    return make()
            return None

        return mood


@contextmanager
def earning(school: School, settings: dict[str, str], seed: int) -> Iterator[subprocess.Popen[str]]:
    """The process in which learners earn grades; it has begun when this returns."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.lti_tool.chaos.learners"],
        cwd=ROOT,
        env=settings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        print(json.dumps(school.plan(seed)), file=process.stdin, flush=True)
        school.keys = json.loads(process.stdout.readline())
        print("go", file=process.stdin, flush=True)
        yield process
    finally:
        process.kill()
        process.communicate()


def still_waiting(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM winternship_lti_outcome WHERE state != 'sent'"
        (count,) = connection.execute(query).fetchone()
    return int(count)


def accepted_by_person(school: School) -> dict[str, list[tuple[float, str]]]:
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for posted in school.lms.grades.posted:
        if posted.status < 300:
            user, given, stamp = (posted.body[name] for name in ("userId", "scoreGiven", "timestamp"))
            found[str(user)].append((float(str(given)), str(stamp)))
    return found


def columns_by_link(school: School) -> dict[str | None, list[Column]]:
    found: dict[str | None, list[Column]] = defaultdict(list)
    for column in school.lms.columns(school.course):
        found[column.link_id].append(column)
    return found


def run(
    school: School, workers: Workers, learners: subprocess.Popen[str], database: Path
) -> tuple[int, float]:
    """Let it all happen; return how often the platform restarted, and how long it took."""
    began = time.monotonic()
    restarts, calm = 0, False
    while time.monotonic() - began < ALL_SECONDS:
        time.sleep(school.chance.uniform(1.0, 3.0))
        done = learners.poll() is not None and not still_waiting(database)
        if done:
            break
        if time.monotonic() - began > CHAOS_SECONDS and not calm:
            calm = True
            school.lms.moods.calm()
        if not calm:
            workers.kill_one()
        if not calm and school.chance.random() < 0.4:
            school.lms.restart(down=0.3)
            restarts += 1
    return restarts, time.monotonic() - began


@pytest.mark.slow
def test_2000_grades_survive_a_mad_platform_and_killed_workers(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    settings = environment(tmp_path)
    database = tmp_path / "winternship.sqlite3"
    with Platform("moodle") as lms:
        school = School(lms, seed)
        workers = Workers(settings, school.chance)
        try:
            with earning(school, settings, seed) as learners:
                school.go_mad()
                workers.start()
                restarts, seconds = run(school, workers, learners, database)
                assert learners.poll() == 0, "the learners could not earn their grades"
        finally:
            workers.stop()
        posts = len(lms.grades.posted)
        print(f"{posts} posts, {workers.killed} workers killed, {restarts} restarts, {seconds:.0f} s")
        taken, columns = accepted_by_person(school), columns_by_link(school)

        assert still_waiting(database) == 0, "nothing is left behind"
        assert {user: scores[-1][0] for user, scores in taken.items()} == school.grades, "nothing is lost"
        out_of_order = {user: scores for user, scores in taken.items() if scores != sorted(scores)}
        assert out_of_order == {}, "neither scores nor timestamps ever go back"
        assert {link: len(found) for link, found in columns.items()} == dict.fromkeys(
            school.places.values(), 1
        )
        assert {p.body["gradingProgress"] for p in lms.grades.posted} == {"FullyGraded"}
        in_the_book = {user: columns[link][0].grades[user].points for user, link in school.places.items()}
        assert in_the_book == school.grades, "and no grade was wiped"
        assert workers.killed >= 5, "there was chaos"
