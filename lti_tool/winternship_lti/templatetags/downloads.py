"""A link to the downloads, made anew for each page that teachers and administrators see."""

from __future__ import annotations

from django import template
from django.urls import reverse

from ..downloads import new_pass

register = template.Library()


@register.simple_tag
def downloads_url() -> str:
    """The address of the downloads, good for half a day."""
    return reverse("downloads", args=[new_pass()])
