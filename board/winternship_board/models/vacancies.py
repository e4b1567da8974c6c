"""Vacancies: places at a location for a period, with the work that can be learned there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from winternship_board.models.base import Marked, Row, check
from winternship_board.models.organisations import ContactPerson, Location, Organisation


class Vacancy(Row):
    """An offer of one or more places; its state follows the machine ``vacancy``.

    Born as a draft, closed or expired at its end. ``places_taken`` goes up and down by conditional UPDATE only, and
    the database itself refuses more than ``places``. ``region``, ``pc4`` and ``sector`` repeat those of the location
    and organisation, so that a search reads one index. No allowance is ``allowance_from`` 0; not stated is null.
    """

    DATA_CLASS, KEEP, PERSONAL = "O", "K5", ("contact",)

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="vacancies")
    location = models.ForeignKey(Location, models.CASCADE, related_name="vacancies")
    contact = models.ForeignKey(ContactPerson, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    crebo = models.CharField(max_length=5, blank=True)
    level = models.CharField(max_length=1, blank=True)
    route = models.CharField(max_length=5, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    places_taken = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    days = models.JSONField(default=list)
    hours_per_week = models.PositiveSmallIntegerField(null=True)
    allowance_from = models.PositiveIntegerField(null=True)
    allowance_to = models.PositiveIntegerField(null=True)
    expenses = models.CharField(max_length=200, blank=True)
    languages = models.JSONField(default=dict)
    licences = models.JSONField(default=dict)
    features = models.JSONField(default=list)
    sector = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=20, blank=True)
    pc4 = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=20, default="draft")
    recognition_requested = models.BooleanField(default=False)
    published_on = models.DateField(null=True)
    publish_until = models.DateField(null=True)
    sign_of_life = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "vacancy"
        constraints = [
            check(Q(places_taken__lte=F("places")), "wb_vacancy_capacity"),
            check(Q(places__gte=1), "wb_vacancy_has_places"),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="wb_vac_state"),
            models.Index(fields=["state", "region", "id"], name="wb_vac_region"),
            models.Index(fields=["region", "id"], name="wb_vac_anywhere"),
            models.Index(fields=["state", "sector", "id"], name="wb_vac_sector"),
            models.Index(fields=["state", "starts_on", "id"], name="wb_vac_start"),
            # In order of start for all states at once: a page stops as soon as it is full.
            models.Index(fields=["starts_on", "id", "state"], name="wb_vac_by_start"),
            models.Index(fields=["state", "level", "route", "id"], name="wb_vac_level"),
            models.Index(fields=["state", "pc4", "id"], name="wb_vac_pc4"),
            models.Index(fields=["organisation", "state", "id"], name="wb_vac_org"),
        ]

    def __str__(self) -> str:
        return f"vacancy {self.pk}"

    @property
    def places_open(self) -> int:
        """How many places are free."""
        return self.places - self.places_taken


class VacancyTask(Marked):
    """One work process at a vacancy: can it be done here, on which condition of age, with which guidance (D.4)."""

    DATA_CLASS, KEEP = "O", "K5"

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="tasks")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300, blank=True)
    can_do = models.CharField(max_length=10, default="yes")
    independence = models.PositiveSmallIntegerField(default=1)
    tools = models.CharField(max_length=300, blank=True)
    age_rule = models.CharField(max_length=10, default="any")
    guidance = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "task"
        constraints = [models.UniqueConstraint(fields=["vacancy", "code"], name="wb_task_once")]

    def __str__(self) -> str:
        return self.code


class VacancyProgramme(Marked):
    """A qualification for which a vacancy is meant: its main one and any other; the search by crebo reads this."""

    DATA_CLASS, KEEP = "O", "K5"

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="programmes")
    crebo = models.CharField(max_length=5)

    class Meta:
        verbose_name = "programme of a vacancy"
        constraints = [models.UniqueConstraint(fields=["crebo", "vacancy"], name="wb_vacancy_crebo")]

    def __str__(self) -> str:
        return self.crebo


class SearchWord(Marked):
    """One word under which an object is found, for a search that is quick on every database.

    ``scope`` is the organisation within which one looks, 0 for everywhere. ``start`` are the first three letters: no
    database looks up a beginning in an index like the next, but all of them look up a value. Gone with the object.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K3", ("word", "start")

    kind = models.CharField(max_length=20)
    scope = models.PositiveBigIntegerField(default=0)
    start = models.CharField(max_length=3)
    word = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "search word"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "scope", "start", "word", "object_id"],
                name="wb_word_once",
                # PostgreSQL looks up a beginning only in letters that are compared as bytes; others ignore this.
                opclasses=["varchar_ops", "int8_ops", "varchar_ops", "varchar_pattern_ops", "int8_ops"],
            )
        ]
        indexes = [models.Index(fields=["kind", "object_id", "start", "word"], name="wb_word_of")]

    def __str__(self) -> str:
        return f"word {self.pk}"
