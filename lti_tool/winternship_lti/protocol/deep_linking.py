"""So that what a teacher chose leaves here signed, and only in the form that the platform said it takes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from . import errors, lineage, names
from .claims import DeepLinking

LIFETIME: Final = 300  # seconds; the form that carries the answer sends itself
FIELD_PREFIX: Final = "field_"
# For which states of the work a platform may show its "review" link [SR 3.2].
REVIEWABLE: Final = ("InProgress", "Completed")


@dataclass(frozen=True, slots=True)
class Item:
    """One activity to put into the course.

    `activity` is its stable id, `url` the address of the launch, `fields` the block's settings as texts,
    `language` a tag or "" to follow the person, `score_maximum` None for an activity without a grade.
    """

    activity: str
    block: str
    url: str
    title: str
    text: str = ""
    language: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    score_maximum: int | None = None


def accepts_activities(settings: DeepLinking) -> bool:
    """Whether this place in the course takes what this tool has: links to activities [DL 4.4.1 accept_types]."""
    return names.RESOURCE_LINK_ITEM in settings.accept_types


def accepts_several(settings: DeepLinking) -> bool:
    """Whether more than one item may be sent; not said means no [DL 4.4.1 accept_multiple]."""
    return settings.accept_multiple is True


def accepts_grades(settings: DeepLinking) -> bool:
    """Whether an item may ask for a grade column; not said means that asking does no harm [DL 4.4.1]."""
    return settings.accept_lineitem is not False


def response(
    items: Sequence[Item],
    *,
    settings: DeepLinking,
    issuer: str,
    client_id: str,
    deployment_id: str,
    nonce: str,
    now: float,
) -> dict[str, object]:
    """The claims of the answer to a deep linking request [DL 4.5]; no items is an answer too.

    `issuer` and `client_id` are as in the registration: in the answer they change places. Raises SelectionRefused
    when the platform would not take the items.
    """
    if items and not accepts_activities(settings):
        accepted = ", ".join(settings.accept_types)[:100]
        raise errors.SelectionRefused(f"the place accepts {accepted}, chosen was an activity")
    if len(items) > 1 and not accepts_several(settings):
        raise errors.SelectionRefused(f"the place accepts 1 item, chosen were {len(items)}")
    graded = accepts_grades(settings)
    claims: dict[str, object] = {
        "iss": client_id,
        "aud": issuer,
        "iat": int(now),
        "exp": int(now) + LIFETIME,
        "nonce": nonce,
        names.DEPLOYMENT_ID: deployment_id,
        names.MESSAGE_TYPE: names.DEEP_LINKING_RESPONSE,
        names.VERSION: names.LTI_VERSION,
        names.CONTENT_ITEMS: [content_item(item, graded=graded) for item in items],
    }
    # Empty text was sent too, and must come back; only what was not sent stays away [DL 4.5.3].
    return claims if settings.data is None else claims | {names.DEEP_LINKING_DATA: settings.data}


def content_item(item: Item, *, graded: bool) -> dict[str, object]:
    """An item of type ltiResourceLink [DL 3.2]. Where it opens, in a frame or a window, is left to the platform.

    Its custom parameters hold all that a launch of the link, or of a copy of it, needs; all values are texts.
    """
    custom = {lineage.ACTIVITY: item.activity, "block": item.block, **lineage.HISTORY}
    if item.language:
        custom["language"] = item.language
    custom |= {FIELD_PREFIX + name: value for name, value in sorted(item.fields.items())}
    made: dict[str, object] = {
        "type": names.RESOURCE_LINK_ITEM,
        "url": item.url,
        "title": item.title,
        "custom": custom,
    }
    if item.text:
        made["text"] = item.text
    if graded and item.score_maximum is not None:
        made["lineItem"] = _line_item(item, item.score_maximum)
    return made


def _line_item(item: Item, maximum: int) -> dict[str, object]:
    if not (math.isfinite(maximum) and maximum > 0):
        raise errors.SelectionRefused(f"received a maximum of {maximum}, allowed is more than 0")
    return {
        "label": item.title,
        "scoreMaximum": maximum,
        "resourceId": item.activity,  # a copy of the course keeps it [AGS 3.2.15]
        "tag": item.block,
        "submissionReview": {"reviewableStatus": list(REVIEWABLE)},
    }
