"""Companies, schools and brokers, where they are, and whom one can reach there."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Row
from winternship_board.models.people import Person


class Organisation(Row):
    """A company, school, broker or authority; its state follows the machine ``organisation``.

    Born as a draft, archived after two years without activity. ``answered`` and ``unanswered`` make the reply rate
    that students see. The last block are a school's own rules.
    """

    DATA_CLASS, KEEP, PERSONAL = "O", "K5", ("verified_by", "suspended_by")

    kind = models.CharField(max_length=20, default="company")
    name = models.CharField(max_length=200)
    trade_name = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=20, blank=True)
    registry = models.CharField(max_length=40, blank=True)
    registry_number = models.CharField(max_length=40, blank=True)
    registry_none_because = models.CharField(max_length=200, blank=True)
    size = models.CharField(max_length=10, blank=True)
    sbi = models.CharField(max_length=10, blank=True)
    sbi_version = models.CharField(max_length=10, blank=True)
    sector = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, default="draft")
    verified_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    verified_on = models.DateField(null=True)
    suspended_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
    active_on = models.DateField(default=timezone.localdate)
    context_key = models.CharField(max_length=255, blank=True)

    blind = models.BooleanField(default=True)
    company_check = models.BooleanField(default=True)
    recheck_days = models.PositiveSmallIntegerField(default=30)
    keep_file_months = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = "organisation"
        indexes = [
            models.Index(fields=["country", "registry_number"], name="wb_org_registry"),
            models.Index(fields=["kind", "region", "state", "id"], name="wb_org_region"),
            models.Index(fields=["kind", "state", "active_on"], name="wb_org_active"),
        ]

    def __str__(self) -> str:
        return f"organisation {self.pk}"


class Location(Row):
    """An address of an organisation. ``x_m`` and ``y_m`` are metres of the centre of the postcode area."""

    DATA_CLASS, KEEP, PERSONAL = "O", "K5", ("address", "pc6")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="locations")
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    pc6 = models.CharField(max_length=6, blank=True)
    pc4 = models.CharField(max_length=4, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")
    region = models.CharField(max_length=20, blank=True)
    x_m = models.IntegerField(null=True)
    y_m = models.IntegerField(null=True)
    features = models.JSONField(default=list)
    public_transport = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "location"

    def __str__(self) -> str:
        return f"location {self.pk}"


class ContactPerson(Row):
    """Whom one can reach at an organisation; a phone number is never required. Goes with the archive."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K5", ("person", "name", "function", "email", "phone", "language")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="contact_cards")
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="nl")

    class Meta:
        verbose_name = "contact person"

    def __str__(self) -> str:
        return f"contact {self.pk}"


class SharedAssessment(Row):
    """The result of a company's self-assessment, as far as the company shares it; goes when it says so."""

    DATA_CLASS, KEEP, PERSONAL = "O", "K5", ()

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="assessments")
    instrument_version = models.CharField(max_length=20)
    level = models.CharField(max_length=40)
    summary = models.JSONField(default=dict)
    is_shared = models.BooleanField(default=False)
    made_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "shared self-assessment"

    def __str__(self) -> str:
        return f"self-assessment {self.pk}"
