"""Begins a launch: hands lti-consumer-xblock who goes where, and gets the tool's login address back."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from lti_consumer.api import get_lti_1p3_content_url
from lti_consumer.data import Lti1p3LaunchData

from practice_lms.errors import UnknownActivityError
from practice_lms.models import Activity, Person

Target = Literal["iframe", "window"]


def start_url(activity: Activity, person: Person, target: Target) -> str:
    """The address at the tool where the browser must go next [Sec 5.1.1.1, security framework].

    The launch is kept for ten minutes. The page's language travels as custom parameter `locale`, because
    lti-consumer-xblock cannot put it in `launch_presentation`. Raises `UnknownActivityError` if the activity
    was never given a configuration.
    """
    if activity.configuration is None:
        raise UnknownActivityError(activity.location, known=[])
    course = activity.course
    url: str = get_lti_1p3_content_url(
        Lti1p3LaunchData(
            user_id=str(person.pk),
            external_user_id=str(person.subject),
            user_role=person.lti_role,
            config_id=activity.configuration.config_id,
            resource_link_id=str(activity.location),
            preferred_username=person.slug,
            name=person.name,
            email=person.email,
            launch_presentation_document_target=target,
            launch_presentation_return_url=settings.PRACTICE_URL + reverse("course", args=[course.slug]),
            context_id=str(course.key),
            context_type=["course_offering"],
            context_title=course.title,
            context_label=course.slug,
            custom_parameters={
                "block": activity.block,
                "locale": get_language() or "en",
                **{f"field_{name}": value for name, value in activity.fields.items()},
            },
        )
    )
    return url
