"""Fills the database with the catalogue and the keys; safe to run again, also with another tool address."""

from __future__ import annotations

import json
import uuid

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction
from lti_consumer.lti_1p3.key_handlers import PlatformKeyHandler
from lti_consumer.models import CourseAllowPIISharingInLTIFlag, Lti1p3Passport, LtiConfiguration

from practice_lms.catalogue import COURSES, PEOPLE, ActivityRow
from practice_lms.lti_platform.connection import CLIENT_ID, PASSPORT_ID, tool_addresses
from practice_lms.models import Activity, Course, Person


@transaction.atomic
def fill() -> None:
    """Make or update people, courses, activities and the passport. Grades, subjects and keys are kept."""
    passport = _passport()
    for person in PEOPLE:
        Person.objects.update_or_create(
            slug=person.slug,
            defaults={
                "name": person.name,
                "kind": person.kind,
                "organisation": person.organisation,
                "email": f"{person.slug}@practice.example",
            },
        )
    for row in COURSES:
        course, _ = Course.objects.update_or_create(
            slug=row.slug, defaults={"title_en": row.title_en, "title_nl": row.title_nl}
        )
        _share_names(course)
        for activity in row.activities:
            _activity(course, activity, passport)


def _passport() -> Lti1p3Passport:
    """One passport for all activities: one client id and one set of addresses to register."""
    passport, _ = Lti1p3Passport.objects.get_or_create(
        passport_id=PASSPORT_ID, defaults={"name": "Practice LMS", "lti_1p3_client_id": CLIENT_ID}
    )
    passport.lti_1p3_tool_keyset_url = tool_addresses().keyset
    if not passport.lti_1p3_internal_private_key:
        # The package would make the key itself, with pycryptodome and up to some seconds in the first launch.
        passport.lti_1p3_internal_private_key = _new_key()
        passport.lti_1p3_internal_private_key_id = str(uuid.uuid4())
        handler = PlatformKeyHandler(
            passport.lti_1p3_internal_private_key, passport.lti_1p3_internal_private_key_id
        )
        passport.lti_1p3_internal_public_jwk = json.dumps(handler.get_public_jwk())
    passport.save()
    return passport


def _new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    ).decode()


def _share_names(course: Course) -> None:
    """Let the roster service give names, as a school would switch on per course."""
    if not CourseAllowPIISharingInLTIFlag.current(course.key).enabled:
        CourseAllowPIISharingInLTIFlag.objects.create(course_id=course.key, enabled=True)


def _activity(course: Course, row: ActivityRow, passport: Lti1p3Passport) -> None:
    activity, _ = Activity.objects.update_or_create(
        course=course,
        slug=row.slug,
        defaults={
            "title_en": row.title_en,
            "title_nl": row.title_nl,
            "graded": row.graded,
            "block": row.block,
            "fields": dict(row.fields),
        },
    )
    addresses = tool_addresses()
    activity.configuration, _ = LtiConfiguration.objects.update_or_create(
        location=activity.location,
        defaults={
            "version": LtiConfiguration.LTI_1P3,
            "config_store": LtiConfiguration.CONFIG_ON_DB,
            "lti_1p3_passport": passport,
            "lti_1p3_oidc_url": addresses.login,
            "lti_1p3_launch_url": addresses.launch,
            "lti_advantage_enable_nrps": True,
            "lti_advantage_ags_mode": (
                LtiConfiguration.LTI_ADVANTAGE_AGS_DECLARATIVE
                if row.graded
                else LtiConfiguration.LTI_ADVANTAGE_AGS_DISABLED
            ),
        },
    )
    activity.save()
