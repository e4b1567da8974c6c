"""From a teacher's form to items for the course: only what was offered can be chosen."""

from __future__ import annotations

import json
import time
import uuid

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from winternship_core.text import Text

from .. import keyring
from ..digests import new_secret
from ..models import LaunchSession
from ..protocol import deep_linking, errors, jose
from ..protocol.deep_linking import Item
from ..purposes import deep_linking_of
from ..registry import KnownPlatform
from ..visits import LANGUAGES
from .catalogue import Card, cards

LONGEST_TITLE = 120
MOST_POINTS = 1000
USUAL_POINTS = 100


def chosen_items(form: QueryDict, language: str, *, graded: bool) -> list[Item]:
    """Return what the form chose, each under a new stable id; raises SelectionRefused for what was never offered.

    `language` is that of the page: titles left as they were are in it. `graded` tells whether the place takes grades.
    """
    offered = {card.block: card for card in cards()}
    wanted = list(dict.fromkeys(form.getlist("pick")))
    unknown = [block for block in wanted if block not in offered]
    if unknown:
        raise errors.SelectionRefused(f"chosen was {unknown[0][:50]!r}, offered are {', '.join(offered)}")
    return [_item(offered[block], form, language, graded=graded) for block in wanted]


def answer(session: LaunchSession, platform: KnownPlatform, items: list[Item]) -> str:
    """Return the signed answer to the deep linking request of a visit [DL 4.5]; raises SelectionRefused."""
    claims = deep_linking.response(
        items,
        settings=deep_linking_of(session.request),
        issuer=platform.issuer,
        client_id=platform.client_id,
        deployment_id=session.request["deployment_id"],
        nonce=new_secret(),
        now=time.time(),
    )
    return jose.sign(claims, keyring.signing_key())


def _item(card: Card, form: QueryDict, language: str, *, graded: bool) -> Item:
    usual = card.title.in_language(language)
    title = form.get(f"{card.block}.title", "").strip()[:LONGEST_TITLE] or usual
    selected, fields = _selected(card, form)
    if selected and title == usual:
        title = selected.in_language(language)[:LONGEST_TITLE]
    if title != usual:
        fields["display_name"] = title
    for choices in card.choices:
        values = form.getlist(f"{card.block}.{choices.field}")
        if any(value not in choices.values for value in values):
            allowed = ", ".join(choices.values)
            raise errors.SelectionRefused(f"received another {choices.field}, allowed are {allowed}")
        # None and all are the same: an activity without any part is not one.
        if values and set(values) != set(choices.values):
            fields[choices.field] = json.dumps([value for value in choices.values if value in values])
    wants_grade = graded and card.can_grade and f"{card.block}.graded" in form
    if card.grade_field and graded:
        fields[card.grade_field] = "true" if wants_grade else "false"
    return Item(
        activity=str(uuid.uuid4()),
        block=card.block,
        url=settings.PUBLIC_URL + reverse("lti-launch"),
        title=title,
        text=card.intro.in_language(language),
        language=_language(form.get(f"{card.block}.language", "")),
        fields=fields,
        score_maximum=_points(form.get(f"{card.block}.points", "")) if wants_grade else None,
    )


def _selected(card: Card, form: QueryDict) -> tuple[Text | None, dict[str, str]]:
    """What was chosen out of many: its title, and the fields that show it."""
    if card.selection is None:
        return None, {}
    value = form.get(f"{card.block}.{card.selection.name}", "") or next(iter(card.selection.values))
    if value not in card.selection.values:
        raise errors.SelectionRefused(f"received {value[:50]!r} to show, which was not offered")
    parts = value.split("/", len(card.selection.fields) - 1)
    return card.selection.values[value], dict(zip(card.selection.fields, parts, strict=True))


def _language(code: str) -> str:
    if code and code not in LANGUAGES:
        raise errors.SelectionRefused(
            f"received another language, allowed are {', '.join(LANGUAGES)} or none"
        )
    return code


def _points(text: str) -> int:
    # Open edX takes whole numbers only [AGS 3.2.1 has any above 0].
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST_POINTS):
        raise errors.SelectionRefused(f"received a maximum of {text[:20]!r}, allowed is 1 to {MOST_POINTS}")
    return int(text)
