"""A board on which people do what chance says, and the rules that must hold after every single thing."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count, F, Q
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.board.world import CREBO, END, START, TASKS, World, build
from winternship_board import api, clock
from winternship_board import models as m
from winternship_board.kinds import KINDS
from winternship_core.placements import GUARDS, MACHINES, Role, Said, load_machines
from winternship_core.placements.blocks import missing_signatures

TODAY = dt.date(2026, 11, 25)
PEOPLE = (
    *("sam", "noor", "finn", "pat", "bo", "gus", "wim", "wes", "carla", "cas"),
    *("tess", "tom", "vera", "admin", "pim", "broker_east"),
)
CONFIRMED = ("confirmed", "active", "interrupted", "ended", "assessed")
EVERYTHING = frozenset(
    one.code for guards in GUARDS.values() for guard in guards.values() for one in guard.asserted
) | {"words_considered"}
BEGINNINGS = ("nothing", "vacancy", "applied", "placed", "prepared", "signing", "confirmed", "active")
OFTEN = ("application", "application", "application", "placement", "agreement", "vacancy", "hour_week")
WORDS = st.sampled_from(
    ["", "", "the work asks for it", "we want a native speaker", "111222333", "no accent"]
)
SAID = st.builds(
    Said,
    reason=WORDS,
    code=st.sampled_from(["", "personal", "tasks", "other", "illness", "content"]),
    # Mostly all that could be vouched for, sometimes nothing.
    confirmed=st.sampled_from(
        [
            EVERYTHING,
            EVERYTHING,
            EVERYTHING,
            frozenset(),
        ]
    ),
    evidence=st.sampled_from(["", "seen"]),
    on=st.sampled_from([None, dt.date(2026, 12, 1), START]),
    asked_by=st.sampled_from(["", "SC", "ST"]),
    override=st.sampled_from(["", "", "the exam board agreed"]),
)
WHO = st.sampled_from(PEOPLE)
PICK = st.integers(0, 10**6)


class Board(RuleBasedStateMachine):
    """Whoever it is tries whatever it is; a refusal is fine, a broken rule is not."""

    def __init__(self) -> None:
        super().__init__()
        self._real_today = clock.today
        self.day = TODAY
        clock.today = lambda: self.day
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.world: World = build()
        self.world.people["broker_east"] = self.world.people["broker east"]
        self.made = 0
        self.refused = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)
        clock.today = self._real_today

    def _try(self, function: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            with transaction.atomic():
                made = function(*args, **kwargs)
        except api.BoardError:
            self.refused += 1
            return None
        self.made += 1
        return made

    def _row(self, kind: str, pick: int) -> Any:
        rows = list(KINDS[kind].model.objects.order_by("pk"))
        return rows[pick % len(rows)] if rows else None

    @rule(who=WHO, places=st.integers(1, 2), location=st.sampled_from(["bakery", "garage", "harbour"]))
    def offer_a_vacancy(self, who: str, places: int, location: str) -> None:
        values = {
            "location": self.world.ids[f"{location} location"],
            "title": "A place",
            "text": "You learn the work.",
            "crebo": CREBO,
            "level": "3",
            "route": "BOL",
            "starts_on": START,
            "ends_on": END,
            "places": places,
            "allowance_from": 0,
            "tasks": TASKS,
        }
        self._try(api.create, self.world.people[who], "vacancy", values)

    @rule(who=WHO, student=st.sampled_from(["sam", "noor", "finn"]), pick=PICK)
    def begin_an_application(self, who: str, student: str, pick: int) -> None:
        vacancy = self._row("vacancy", pick)
        if vacancy is not None:
            values = {"student": self.world.ids[student], "vacancy": vacancy.pk}
            self._try(api.create, self.world.people[who], "application", values)

    @rule(kind=st.sampled_from(MACHINES), pick=PICK, way=PICK, who=WHO, said=SAID)
    def make_a_step(self, kind: str, pick: int, way: int, who: str, said: Said) -> None:
        row = self._row(kind, pick)
        if row is None:
            return
        actions = sorted({step.action for step in load_machines()[kind].transitions})
        action = actions[way % len(actions)]
        self._try(api.move, self.world.people[who], kind, row.pk, action, version=row.version, said=said)

    @initialize(begin=st.sampled_from(BEGINNINGS), student=st.sampled_from(["sam", "noor"]))
    def the_story_so_far(self, begin: str, student: str) -> None:
        if begin == "nothing":
            return
        self.world.vacancy(places=2)
        if begin == "active":
            self.day = START
        if begin != "vacancy":
            getattr(self.world, begin)(student)
        for other in {"sam", "noor", "finn"} - {student}:
            self.begin_an_application(who=other, student=other, pick=0)

    @rule(seed=st.integers(0, 2**32))
    def a_busy_day(self, seed: int) -> None:
        """Steps that exist, by people who are near enough: what gets far into a life cycle."""
        chance = Random(seed)
        for _ in range(12):
            kind = chance.choice((*MACHINES, *OFTEN))
            alive = KINDS[kind].model.objects.exclude(state__in=load_machines()[kind].terminal)
            rows = list(alive.order_by("pk"))
            if not rows:
                continue
            row = chance.choice(rows)
            step = chance.choice(load_machines()[kind].actions(row.state))
            able = [one for one in self.world.people.values() if one.role in step.roles]
            near = [one for one in able if step.action in self._steps(one, kind, row.pk)]
            said = Said(
                reason=chance.choice(["", "the work asks for it"]),
                code=chance.choice(["personal", "tasks", "illness", "content", "holiday"]),
                confirmed=EVERYTHING,
                evidence="seen",
                on=self.day + dt.timedelta(7),
                asked_by="SC",
            )
            if near:
                actor = chance.choice(near)
                self._try(api.move, actor, kind, row.pk, step.action, version=row.version, said=said)

    @rule(seed=st.integers(0, 2**32))
    def another_busy_day(self, seed: int) -> None:
        self.a_busy_day(seed=seed)

    def _steps(self, actor: api.Actor, kind: str, pk: int) -> tuple[str, ...]:
        try:
            return api.see(actor, kind, pk).actions
        except api.BoardError:
            return ()

    @rule(pick=PICK, hours=st.integers(0, 12), moment=st.booleans(), week_number=st.integers(5, 24))
    def work_and_talk(self, pick: int, hours: int, moment: bool, week_number: int) -> None:
        row = self._row("placement", pick)
        if row is None:
            return
        student = next(one for one in self.world.people.values() if one.person_id == row.student.person_id)
        week = {"placement": row.pk, "iso_year": 2027, "iso_week": week_number}
        self._try(api.create, student, "hour_week", {**week, "days": [hours] * 7, "school_hours": 8})
        judged = {"B1-K1-W1": {"scale": "good", "words": "Bakes alone."}}
        self._try(api.create, self.world.wim, "assessment", {"placement": row.pk, "judgements": judged})
        for assessment in m.Assessment.objects.filter(placement=row):
            told = {"student_view": "Fine."}, {"feedback_to_company": "Thank you."}
            for values, actor in zip(told, (student, self.world.tess), strict=True):
                assessment.refresh_from_db()
                self._try(api.change, actor, "assessment", assessment.pk, values, version=assessment.version)
        if moment:
            values = {"placement": row.pk, "kind": "midway", "planned_on": self.day, "mode": "phone"}
            self._try(api.create, self.world.tess, "contact_moment", values)
        self._try(
            api.change,
            self.world.carla,
            "placement",
            row.pk,
            {"day_one_sent_on": self.day},
            version=row.version,
        )

    @rule(pick=PICK, who=WHO)
    def fill_in_a_placement(self, pick: int, who: str) -> None:
        row = self._row("placement", pick)
        if row is not None:
            values = {
                "trainer": self.world.wim.person_id,
                "supervisor": self.world.tess.person_id,
                "planned_hours": 300,
                "goals": "Learn.",
                "work_processes": ["B1-K1-W1"],
            }
            self._try(api.change, self.world.people[who], "placement", row.pk, values, version=row.version)

    @rule(pick=PICK, removed=st.booleans())
    def check_the_work_of_a_minor(self, pick: int, removed: bool) -> None:
        row = self._row("placement", pick)
        if row is not None:
            tasks = [{"code": "B1-K1-W2", "rule": "adult", "removed": removed}]
            values = {"placement": row.pk, "tasks": tasks, "supervised": True, "hours_fit": True}
            self._try(api.create, self.world.carla, "safety_check", values)

    @rule(pick=PICK, said=SAID)
    def prepare_an_agreement(self, pick: int, said: Said) -> None:
        row = self._row("placement", pick)
        if row is None:
            return
        carla = self.world.carla
        for action in ("approve content", "check recognition and prepare agreement"):
            row.refresh_from_db()
            self._try(api.move, carla, "placement", row.pk, action, version=row.version, said=said)
        made = self._try(api.create, carla, "agreement", {"placement": row.pk})
        if made is not None:
            agreement = m.Agreement.objects.get(pk=made.id)
            filled = {
                **agreement.contents,
                "assessment_way": "x",
                "early_ending_conditions": "x",
                "trainer_name": "x",
                "hours_per_year": "1: 300",
                "hours_total": 300,
                "work_processes": ["B1-K1-W1"],
            }
            self._try(
                api.change, carla, "agreement", made.id, {"contents": filled}, version=agreement.version
            )
            for action in ("send to company to check data", "send for signing"):
                agreement.refresh_from_db()
                self._try(api.move, carla, "agreement", agreement.pk, action, version=agreement.version)

    @rule(pick=PICK, who=WHO)
    def sign_an_agreement(self, pick: int, who: str) -> None:
        row = self._row("agreement", pick)
        if row is not None:
            self._try(
                api.sign, self.world.people[who], row.pk, version=row.version, document_hash=row.document_hash
            )

    @rule(pick=PICK)
    def everyone_signs(self, pick: int) -> None:
        for who in ("sam", "noor", "pat", "carla", "bo", "gus"):
            self.sign_an_agreement(pick=pick, who=who)

    @rule(pick=PICK, kind=st.sampled_from(["vacancy", "application", "placement", "agreement"]), who=WHO)
    def use_an_old_version(self, pick: int, kind: str, who: str) -> None:
        row = self._row(kind, pick)
        if row is None or row.version < 2:
            return
        actions = load_machines()[kind].actions(row.state)
        action = actions[0].action if actions else "close"
        with pytest.raises(api.BoardError):
            api.move(self.world.people[who], kind, row.pk, action, version=row.version - 1)

    @rule(state=st.sampled_from(["recognised", "withdrawn", "recheck_due"]), pick=PICK)
    def the_register_changes(self, state: str, pick: int) -> None:
        row = self._row("accreditation", pick)
        action = {
            "recognised": "record check",
            "withdrawn": "record withdrawal",
            "recheck_due": "check expires",
        }[state]
        said = Said(confirmed=frozenset({"seen_in_register"}), evidence="seen")
        self._try(api.move, api.SYSTEM, "accreditation", row.pk, action, version=row.version, said=said)

    @precondition(lambda self: self.day < dt.date(2028, 1, 1))
    @rule(days=st.sampled_from([1, 20, 70]))
    def time_goes_by(self, days: int) -> None:
        self.day += dt.timedelta(days)
        api.tick()

    # What must be true after every single thing that anyone did.

    @invariant()
    def no_object_is_in_a_state_that_does_not_exist(self) -> None:
        for name, machine in load_machines().items():
            states = set(KINDS[name].model.objects.values_list("state", flat=True))
            assert states <= set(machine.states)

    @invariant()
    def every_move_in_the_log_is_a_step_of_the_machine_by_one_of_its_roles(self) -> None:
        for event in m.Event.objects.filter(kind__in=MACHINES).exclude(source=F("target")):
            if event.action == "create":
                assert event.target == load_machines()[event.kind].initial
                continue
            step = load_machines()[event.kind].step(event.source, event.action)
            assert step.target == event.target
            assert Role(event.by_role) in step.roles or event.because_of is not None

    @invariant()
    def the_log_tells_where_everything_stands(self) -> None:
        for name in MACHINES:
            last: dict[int, tuple[int, str]] = {}
            for event in m.Event.objects.filter(kind=name).order_by("version"):
                before = last.get(event.object_id)
                assert event.version == (before[0] + 1 if before else 1)
                assert event.source == (before[1] if before else "")
                last[event.object_id] = (event.version, event.target)
            rows = KINDS[name].model.objects.values_list("pk", "version", "state")
            assert {pk: (version, state) for pk, version, state in rows} == last

    @invariant()
    def events_of_a_stream_are_numbered_without_gaps(self) -> None:
        counted = m.Event.objects.values("stream").annotate(count=Count("pk"))
        assert {one["stream"]: one["count"] for one in counted} == dict(
            m.EventStream.objects.values_list("key", "last")
        )

    @invariant()
    def no_vacancy_has_more_people_than_places(self) -> None:
        for row in m.Vacancy.objects.all():
            held = m.Placement.objects.filter(vacancy=row, holds_place=True).count()
            assert held == row.places_taken <= row.places
            assert row.state != "filled" or row.places_open == 0

    @invariant()
    def nobody_is_confirmed_without_every_signature(self) -> None:
        for placement in m.Placement.objects.filter(state__in=("confirmed", "active", "interrupted")):
            agreement = m.Agreement.objects.filter(placement=placement, state="active").first()
            assert agreement is not None
            signed = {
                Role(one.role)
                for one in agreement.signatures.all()
                if one.document_hash == agreement.document_hash
            }
            assert not missing_signatures(signed, minor_when_signing=agreement.minor_when_signing)

    @invariant()
    def nobody_was_confirmed_where_there_was_no_recognition(self) -> None:
        moves = m.Event.objects.filter(kind="placement", target="confirmed").exclude(source="confirmed")
        for event in moves:
            row = m.Placement.objects.get(pk=event.object_id)
            found = m.Accreditation.objects.get(location=row.location_id, crebo=CREBO)
            states = m.Event.objects.filter(kind="accreditation", object_id=found.pk, pk__lt=event.pk)
            assert states.order_by("-pk")[0].target == "recognised"

    @invariant()
    def no_minor_is_placed_with_forbidden_work(self) -> None:
        placed = m.Placement.objects.filter(state__in=("agreement", *CONFIRMED))
        for row in placed.filter(student__adult_on__gt=self.day):
            assert row.safety_check.checked_on is not None

    @invariant()
    def who_somebody_is_was_never_a_reason(self) -> None:
        refusals = Q(kind="application", target="declined_by_company") | Q(
            kind="placement", target="rejected"
        )
        for event in m.Event.objects.filter(refusals).select_related("words"):
            said = getattr(event, "words", None)
            assert said is None or ("native" not in said.reason and "accent" not in said.reason)

    @invariant()
    def no_citizen_number_came_in(self) -> None:
        assert not m.EventWords.objects.filter(reason__contains="111222333").exists()
