"""The functions that lti-consumer-xblock calls in the LMS around it, answered from our few models.

The package reaches Open edX through `lti_consumer.plugin.compat` only; deep linking's share of it is left
out, for no activity here offers that yet.
"""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

import lti_consumer.utils
from django.core.exceptions import ValidationError
from lti_consumer.exceptions import LtiError
from lti_consumer.plugin import compat
from opaque_keys.edx.keys import CourseKey, UsageKey

_FLAGS = (
    "get_external_config_waffle_flag",
    "get_external_user_id_1p1_launches_waffle_flag",
    "get_database_config_waffle_flag",
    "get_external_multiple_launch_urls_waffle_flag",
)


def install() -> None:
    """Put the functions in place; `lti_consumer.utils` copied the flags by name, hence both."""
    compat.load_enough_xblock = compat.load_block_as_user = load_block
    compat.get_user_from_external_user_id = person_of_subject
    compat.get_course_members = course_members
    compat.batch_get_or_create_externalids = subjects
    for name in _FLAGS:
        for module in (compat, lti_consumer.utils):
            setattr(module, name, lambda: SimpleNamespace(is_enabled=lambda *_: False))


def load_block(location: UsageKey | None) -> Any:
    """The `ActivityBlock` at a location. Raises `UnknownActivityError`, a `ValueError`."""
    from practice_lms.errors import UnknownActivityError
    from practice_lms.lti_platform.block import ActivityBlock
    from practice_lms.models import Activity

    activities = Activity.objects.select_related("course", "configuration")
    activity = activities.filter(configuration__location=location).first() if location else None
    if activity is None:
        raise UnknownActivityError(location, known=[str(each.location) for each in activities])
    return ActivityBlock(activity)


def person_of_subject(subject: str) -> Any:
    """The person whom the tool knows under this subject. Raises `LtiError`, as the package expects."""
    from practice_lms.models import Person

    try:
        return Person.objects.get(subject=uuid.UUID(subject))
    except (Person.DoesNotExist, ValidationError, ValueError) as error:
        raise LtiError("Nobody here has the userId of this score; send the `sub` of a launch.") from error


def course_members(_key: CourseKey) -> dict[int, dict[str, Any]]:
    """Everyone, by id, in the form the roster service serialises; all take part in all courses."""
    from practice_lms.models import Person

    return {
        person.pk: {
            "id": person.pk,
            "username": person.slug,
            "email": person.email,
            "name": person.name,
            "roles": [person.lti_role],
        }
        for person in Person.objects.all()
    }


def subjects(_users: object) -> dict[int, SimpleNamespace]:
    """The subject of each person by id. The argument is a query on accounts, which nobody has here."""
    from practice_lms.models import Person

    return {
        pk: SimpleNamespace(external_user_id=str(subject))
        for pk, subject in Person.objects.values_list("pk", "subject")
    }
