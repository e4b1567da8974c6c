"""A school's file of DUO beside its placements: given, read in memory, told once; nothing of it is kept."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from winternship_connectors.duo.comparing import WORDS, Difference, Kind, write
from winternship_connectors.duo.reading import BadFile
from winternship_connectors.duo.report import report
from winternship_connectors.screens.starting import ACTOR, page, schools
from winternship_connectors.screens.uploading import in_memory, too_large
from winternship_connectors.screens.words import language, words

if TYPE_CHECKING:
    from winternship_connectors.admin import ConnectionAdmin

MOST: Final = 16 * 1024 * 1024  # bytes; a large school has a few


class FileForm(forms.Form):
    """Of which school, and its file."""

    def __init__(self, known: dict[int, str], *data: Any) -> None:
        super().__init__(*data)
        self.fields["school"] = forms.ChoiceField(label=words()["school"], choices=list(known.items()))
        self.fields["file"] = forms.FileField(
            label=words()["duo_file"],
            help_text=words()["duo_file_help"],
            widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
            # A file without a byte is told by the reader, in the same words as a half one.
            allow_empty_file=True,
            error_messages={"required": words()["duo_no_file"]},
        )


@in_memory(MOST)
def compare(request: HttpRequest, admin: ConnectionAdmin) -> HttpResponse:
    """Ask for the file and tell what differs, as a page or as CSV; to whoever may change connections."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    known = schools()
    form = FileForm(known, *([request.POST, request.FILES] if request.method == "POST" else []))
    context: dict[str, Any] = {"form": form, "schools": known}
    if request.method == "POST":
        if too_large(request, MOST):
            form.errors["file"] = form.error_class([words()["duo_too_large"] % (MOST // 1024**2)])
        elif form.is_valid():
            school = int(form.cleaned_data["school"])
            try:
                found = report(ACTOR, school, form.cleaned_data["file"].file)
            except BadFile as error:
                context["problems"] = [(one.line, getattr(one, language())) for one in error.problems]
            else:
                if request.POST.get("do") == "csv":
                    return _csv(found)
                context |= {"told": True, "school_name": known[school], **_told(found)}
    # The administration tells browsers to keep none of its pages.
    return page(admin, request, "duo", words()["duo"], context)


def _told(found: list[Difference]) -> dict[str, Any]:
    now, counts = language(), Counter(one.kind for one in found)
    rows = [(one, WORDS[one.kind][now], WORDS[one.field][now]) for one in found]
    kinds = [(kind.value, WORDS[kind][now], counts[kind]) for kind in Kind if counts[kind]]
    return {"rows": rows, "kinds": kinds, "csv": _text(found)}


def _csv(found: list[Difference]) -> HttpResponse:
    response = HttpResponse(_text(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="duo.csv"'
    return response


def _text(found: list[Difference]) -> str:
    out = io.StringIO()
    out.write("\ufeff")  # by which a spreadsheet knows UTF-8
    write(found, out, language())
    return out.getvalue()
