"""Turns a rendered block into the parts of a page: head links, scripts with a nonce, and the body."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from web_fragments.fragment import Fragment
from xblock.core import XBlock

from ..security import OWN_MODULES

STYLE, SCRIPT, HTML = "text/css", "application/javascript", "text/html"


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page template needs. `relaxed` tells that the block is not ours and needs a milder policy."""

    head: SafeString
    body: SafeString
    foot: SafeString
    relaxed: bool


def is_foreign(block: XBlock) -> bool:
    """Say whether others wrote this block."""
    return type(block).__mro__[1].__module__.partition(".")[0] not in OWN_MODULES and (
        type(block).__module__.partition(".")[0] not in OWN_MODULES
    )


def page_parts(block: XBlock, fragment: Fragment, nonce: str) -> PageParts:
    """Sort the fragment's resources by place; each script of ours carries the nonce."""
    parts: dict[str, list[SafeString]] = {"head": [], "foot": []}
    for resource in fragment.resources:
        parts.setdefault(resource.placement or "head", []).append(_element(resource, nonce))
    return PageParts(
        head=_join(parts["head"]),
        body=mark_safe(fragment.body_html()),  # noqa: S308 - a block writes its own HTML
        foot=_join(parts["foot"]),
        relaxed=is_foreign(block),
    )


def _element(resource: object, nonce: str) -> SafeString:
    kind, mimetype, data = resource.kind, resource.mimetype, resource.data  # type: ignore[attr-defined]
    if mimetype == STYLE and kind == "url":
        return format_html('<link rel="stylesheet" href="{}">', data)
    if mimetype == STYLE:
        return format_html('<style nonce="{}">{}</style>', nonce, mark_safe(data))  # noqa: S308 - a block's own style
    if mimetype == SCRIPT and kind == "url":
        return format_html('<script nonce="{}" src="{}"></script>', nonce, data)
    if mimetype == SCRIPT:
        return format_html('<script nonce="{}">{}</script>', nonce, mark_safe(data))  # noqa: S308 - a block's own script
    if mimetype == HTML and kind == "text":
        return SafeString(data)
    raise ValueError(
        f"A block asks for a resource of type {mimetype!r} ({kind}); known are {STYLE}, {SCRIPT}, {HTML}."
    )


def _join(elements: list[SafeString]) -> SafeString:
    return format_html_join("\n", "{}", ((element,) for element in elements))
