"""The platform's pages for a browser, each as small as it can be."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from .openings import LoginRequest
from .storage import storage_script

_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width"><style>body{{font:1rem sans-serif;margin:1rem}}'
    "iframe{{width:100%;height:80vh;border:1px solid}}</style></head><body>{body}</body></html>"
)


def page(title: str, body: str) -> str:
    """A whole page around a body in HTML."""
    return _PAGE.format(title=escape(title), body=body)


def message_page(title: str, text: str) -> str:
    """A page that says one thing."""
    return page(title, f"<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main>")


def form_page(url: str, fields: Mapping[str, str], *, method: str = "POST") -> str:
    """A page with a form that sends itself."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    form = f'<form id="go" action="{escape(url)}" method="{method}">{hidden}<button>Continue</button></form>'
    return page("Opening the tool", form + "<script>document.getElementById('go').submit()</script>")


def login_address(request: LoginRequest) -> str:
    """The address of a login that goes by GET."""
    joint = "&" if "?" in request.url else "?"
    return f"{request.url}{joint}{urlencode(request.params)}"


def course_page(title: str, opening_url: str, storage: str, *, frame: str | None, other_origin: str) -> str:
    """A page of the course with the tool in a frame, and beside it the frame (or the page) that stores things."""
    name = escape(title)
    body = f'<main><h1>{name}</h1><iframe name="tool" title="{name}" src="{opening_url}"></iframe></main>'
    if frame and frame != "_parent":
        body += f'<iframe name="{frame}" title="storage" src="/storage" style="display:none"></iframe>'
    script = storage_script(storage, answers=frame == "_parent", frame=frame, other_origin=other_origin)
    return page(title, body + script)


def storage_page(storage: str, *, other_origin: str) -> str:
    """The frame that stores things for tools."""
    return page("storage", storage_script(storage, answers=True, frame=None, other_origin=other_origin))


def impostor_page() -> str:
    """A page of another origin that passes on an answer to the tool, as an attacker's frame would."""
    script = "addEventListener('message', (event) => top.frames['tool'].postMessage(event.data, '*'))"
    return page("impostor", f"<script>{script}</script>")
