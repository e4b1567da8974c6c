"""A form is filled in as a browser does it: what stands in the page goes back with what a person changes."""

from __future__ import annotations

from lxml import html as parser

from tests.board.screens.conftest import Visitor


def filled(page: str, key: str, **changes: object) -> dict[str, list[str]]:
    """All that the form of this key sends; ``changes`` are typed over what stands in it."""
    root = parser.fromstring(f"<div>{page}</div>")
    forms = [form for form in root.forms if form.fields.get("form") == key]
    assert forms, (
        f"no form {key!r}; there are {sorted({form.fields.get('form') or '' for form in root.forms})}"
    )
    sent: dict[str, list[str]] = {}
    for name, value in forms[0].form_values():
        sent.setdefault(name, []).append(value)
    names = {one.name for one in forms[0].inputs}
    for name, value in changes.items():
        assert name in names, f"the form {key!r} has no field {name!r}; it has {sorted(map(str, names))}"
        sent[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return {name: [one for one in values if one != ""] for name, values in sent.items()}


def send(visitor: Visitor, page: str, key: str, **changes: object) -> str:
    """Fill the form in and send it; the page that comes next."""
    sent = filled(page, key, **changes)
    screen, do = sent.pop("screen")[0], sent.pop("do")[0]
    return visitor.post(screen, do, **sent)


def choices(page: str, key: str, name: str) -> list[str]:
    """What can be chosen in a field of the form of this key, in order."""
    root = parser.fromstring(f"<div>{page}</div>")
    form = next(form for form in root.forms if form.fields.get("form") == key)
    return [one for one in form.inputs[name].value_options if one]
