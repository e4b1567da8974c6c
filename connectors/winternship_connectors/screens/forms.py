"""A form made from a connector's schema: each setting with its words, secrets never shown.

What applies only to some choices says so to the page (``data-when``), which hides it; what was filled in there all
the same is no mistake and is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms

from winternship_connectors import api, applying
from winternship_connectors.screens.words import of_schema, words


def config_form(schema: Mapping[str, Any], config: Mapping[str, Any], data: Any = None) -> ConfigForm:
    """The form of a connection's settings, filled with what is set; ``data`` is what was sent in."""
    return ConfigForm(schema, config, data)


class ConfigForm(forms.Form):
    """A name and one field for each property of the schema, in the order of the schema."""

    def __init__(self, schema: Mapping[str, Any], config: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        self.schema = schema
        required = set(schema.get("required", ())) if not config else set()
        self.fields["connection_name"] = forms.CharField(
            max_length=100, label=words()["name"], help_text=words()["name_help"]
        )
        for name, one in schema.get("properties", {}).items():
            field = _field(one)
            field.label = of_schema(one, "title") or name
            field.help_text = of_schema(one, "description")
            field.required = name in required and not isinstance(field, forms.BooleanField)
            if "x-when" in one:
                field.widget.attrs["data-when"] = json.dumps(one["x-when"])
            if not one.get("writeOnly"):
                field.initial = config.get(name, one.get("default"))
            elif config:
                field.help_text = f"{field.help_text} {words()['secret_stays']}".strip()
            self.fields[name] = field

    def clean(self) -> None:
        """Forget what does not apply, with its mistakes."""
        for name in applying.idle(self.schema, self.config()):
            self.errors.pop(name, None)
            self.cleaned_data.pop(name, None)

    def config(self) -> dict[str, Any]:
        """What was filled in, in the types of the schema; an empty field is left out."""
        found = {}
        for name in self.schema.get("properties", {}):
            value = self.cleaned_data.get(name)
            if value not in ("", None, []):
                found[name] = value
        return found

    def blame(self, problems: Mapping[str, str]) -> None:
        """Put what the connector's schema refuses beside the fields."""
        for name, said in problems.items():
            field = self.fields.get(name.partition(".")[0])
            told = words()["secret_moved"] if said == api.MOVED else said
            if field is not None and said == api.REQUIRED:
                told = str(field.error_messages["required"])
            self.add_error(name.partition(".")[0] if field else None, told)


def _field(one: Mapping[str, Any]) -> forms.Field:
    kind = one.get("type")
    if kind == "boolean":
        return forms.BooleanField()
    if "enum" in one:
        nothing = [] if "default" in one else [("", "–")]
        return forms.ChoiceField(choices=[*nothing, *((value, _choice(one, value)) for value in one["enum"])])
    if kind == "integer":
        return forms.IntegerField(min_value=one.get("minimum"), max_value=one.get("maximum"))
    if one.get("writeOnly"):
        return forms.CharField(
            strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "size": 50})
        )
    if "x-lines" in one:
        return forms.CharField(
            widget=forms.Textarea(attrs={"rows": one["x-lines"], "cols": 80, "spellcheck": "false"})
        )
    return forms.CharField(widget=forms.TextInput(attrs={"size": 60}))


def _choice(one: Mapping[str, Any], value: Any) -> str:
    told = one.get("x-words", {}).get("choices", {}).get(str(value), {})
    return of_schema({"x-words": {"title": told}}, "title") or str(value)
