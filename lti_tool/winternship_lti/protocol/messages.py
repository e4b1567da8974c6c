"""So that each message says in one place what it needs beyond the claims that all messages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from . import errors, names
from .claims import Launch
from .values import mapping, shown

Claims = Mapping[str, object]


def _check_resource_link(launch: Launch, _claims: Claims) -> None:
    if launch.resource_link is None:
        raise errors.ResourceLinkInvalid("received no resource_link with an id of 1 to 255 characters")


def _check_deep_linking(launch: Launch, claims: Claims) -> None:
    if launch.deep_linking is None:
        settings = ", ".join(sorted(mapping(claims.get(names.DEEP_LINKING_SETTINGS)))[:10])
        raise errors.DeepLinkingInvalid(
            f"received settings {shown(settings)}, needed are an https deep_link_return_url and accept_types"
        )
    if not launch.roles.may_author:
        raise errors.DeepLinkingNotAllowed("received no role that makes courses")


def _check_submission_review(launch: Launch, claims: Claims) -> None:
    _check_resource_link(launch, claims)
    if launch.for_user is None:
        raise errors.SubmissionReviewInvalid("received no for_user with a user_id")
    if launch.ags is None or launch.ags.lineitem is None:
        raise errors.SubmissionReviewInvalid("received no lineitem")
    if not (launch.roles.is_instructor or launch.roles.is_admin or launch.subject == launch.for_user.user_id):
        raise errors.ReviewNotAllowed("received a learner who asks for the work of someone else")


def _check_data_privacy(launch: Launch, claims: Claims) -> None:
    if claims.get(names.CONTEXT) is not None or claims.get(names.RESOURCE_LINK_CLAIM) is not None:
        raise errors.DataPrivacyInvalid("received a context or a resource_link, allowed is neither")
    if launch.for_user is None:
        raise errors.DataPrivacyInvalid("received no for_user with a user_id")


CHECKS: Final[Mapping[str, Callable[[Launch, Claims], None]]] = {
    names.RESOURCE_LINK: _check_resource_link,
    names.DEEP_LINKING: _check_deep_linking,
    names.SUBMISSION_REVIEW: _check_submission_review,
    names.DATA_PRIVACY: _check_data_privacy,
}
