"""Template words of the screens: addresses that keep the role, dates and values in the person's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from winternship_board.screens import saying
from winternship_board.screens.asking import key_of

register = template.Library()
_REACH: Final = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<phone>\b0[\d \-()]{7,}\d|\+\d[\d \-()]{7,}\d)"
)


@register.simple_tag(takes_context=True)
def go(context: template.Context, screen: str, **params: object) -> str:
    """The address of a screen in the same role: ``href="{% go "vacancy" id=row.id %}"``."""
    address: str = context["ask"].address(screen, params)
    return address


@register.simple_tag(takes_context=True)
def value(context: template.Context, kind: str, name: str, what: object) -> str:
    """A field's value in words: codes by their list, dates, yes and no."""
    return saying.value(context["ask"].host.language, kind, name, what)


@register.simple_tag(takes_context=True)
def day(context: template.Context, when: Any) -> str:
    """A date in words, or nothing."""
    return saying.day(context["ask"].host.language, when)


@register.simple_tag(takes_context=True)
def state(context: template.Context, kind: str, name: object) -> str:
    """The name of a state for people."""
    return saying.state(context["ask"].host.language, kind, str(name))


@register.inclusion_tag("board/form.html", takes_context=True)
def form(context: template.Context, what: object) -> dict[str, object]:
    """A whole form, of :func:`.forms.form` or :func:`.steps.steps`."""
    return {name: context[name] for name in ("ask", "t", "uid", "problems")} | {"form": what}


@register.inclusion_tag("board/steps.html", takes_context=True)
def steps(context: template.Context, what: object) -> dict[str, object]:
    """The steps that one may make with an object, of :func:`.steps.steps`."""
    return {name: context[name] for name in ("ask", "t", "uid", "problems")} | {"steps": what}


@register.inclusion_tag("board/list.html", takes_context=True)
def listing(context: template.Context, what: object) -> dict[str, object]:
    """A whole list with its search, of :func:`.listing.listing`."""
    return {name: context[name] for name in ("ask", "t", "uid", "problems")} | {"list": what}


@register.inclusion_tag("board/facts.html", takes_context=True)
def facts(context: template.Context, rows: object) -> dict[str, object]:
    """Names and values below each other, of :func:`.details.rows`."""
    return {name: context[name] for name in ("ask", "t", "uid")} | {"rows": rows}


@register.filter
def digits(phone: object) -> str:
    """A telephone number as a link calls it."""
    return re.sub(r"[^+0-9]", "", str(phone))


@register.filter
def reach(text: object) -> SafeString:
    """A text with each telephone number and address in it made a link."""

    def link(match: re.Match[str]) -> str:
        found = match.group(0)
        if match.group("mail"):
            return f'<a href="mailto:{quote(found)}">{escape(found)}</a>'
        return f'<a href="tel:{digits(found)}">{escape(found)}</a>'

    parts, last = [], 0
    for match in _REACH.finditer(str(text)):
        parts += [escape(str(text)[last : match.start()]), link(match)]
        last = match.end()
    return mark_safe("".join([*parts, escape(str(text)[last:])]))  # noqa: S308 - each part is escaped above


@register.simple_tag(takes_context=True)
def go_to(context: template.Context, screen: str, params: dict[str, object]) -> str:
    """Like ``go``, with the parameters in one."""
    address: str = context["ask"].address(screen, params)
    return address


@register.simple_tag(takes_context=True)
def hidden(context: template.Context, screen: str, do: str, key: str, more: object = ()) -> SafeString:
    """The inputs that each form needs: the screen, the role, what to do, which form it is, and ``more`` pairs."""
    ask = context["ask"]
    pairs = [("screen", screen), ("as", key_of(ask.actor)), ("do", do), ("form", key)]
    back = ask.one("back_id") or ask.one("id")  # refused once, the page is still that of the same object
    pairs += [("back_id", back)] if do == "move" and back else []
    pairs += list(more)  # type: ignore[call-overload]
    return _inputs(
        [(name, value) for name, value in pairs if name.startswith("was.") or value not in (None, "")]
    )


@register.simple_tag
def pairs(found: list[tuple[str, str]]) -> SafeString:
    """(name, value) as hidden inputs."""
    return _inputs(found)


@register.simple_tag
def trail(found: list[str]) -> SafeString:
    """The pages gone through, as hidden inputs."""
    return _inputs([("trail", one) for one in found])


@register.simple_tag
def described(field: dict[str, object]) -> SafeString:
    """What a screen reader adds to an input: its hint, and what is wrong with it."""
    about = [
        f"{field['id']}-{word}"
        for word, there in (("hint", field["hint"]), ("wrong", field["errors"]))
        if there
    ]
    said = format_html(' aria-describedby="{}"', " ".join(about)) if about else ""
    return format_html("{}{}", said, mark_safe(' aria-invalid="true"') if field["errors"] else "")


@register.simple_tag
def input_type(kind: str) -> str:
    """The type of an ``input`` for a kind of field."""
    return kind if kind in {"date", "number", "email", "tel"} else "text"


def _inputs(found: Sequence[tuple[str, object]]) -> SafeString:
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', found)
