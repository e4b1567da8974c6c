"""Keys for rosters: one is made for a school and its secret shown once; it can be revoked, and stays in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from winternship_board import api as board
from winternship_connectors import api, building
from winternship_connectors.models import RosterKey
from winternship_connectors.screens.starting import ACTOR, page, schools
from winternship_connectors.screens.words import words

if TYPE_CHECKING:
    from winternship_connectors.admin import RosterKeyAdmin


class KeyForm(forms.Form):
    """For which school, and whose key it is."""

    def __init__(self, known: dict[int, str], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["school"] = forms.ChoiceField(label=words()["school"], choices=list(known.items()))
        self.fields["name"] = forms.CharField(
            max_length=100,
            label=words()["key_name"],
            help_text=words()["key_name_help"],
            widget=forms.TextInput(attrs={"size": 50}),
        )
        self.fields["companies"] = forms.BooleanField(
            required=False, label=words()["key_companies"], help_text=words()["key_companies_help"]
        )


def mounted() -> bool:
    """Whether this host answers at the addresses of rosters; where it does not, a key would open nothing."""
    try:
        reverse("oneroster-token")
    except NoReverseMatch:
        return False
    return True


def start(admin: RosterKeyAdmin, request: HttpRequest) -> HttpResponse:
    """Ask for which school; then show the id and the secret on the one page that ever has it."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    known = schools()
    form = KeyForm(known, request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form, "schools": known}
    if request.method == "POST" and form.is_valid():
        school = int(form.cleaned_data["school"])
        told = form.cleaned_data
        made = api.make_key(ACTOR, school, told["name"], companies=told["companies"])
        context = {"made": made, "school_name": known[school], **_addresses()}
    # The administration tells browsers to keep none of its pages.
    return page(admin, request, "key_new", words()["key_new"], context)


def one(admin: RosterKeyAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show a key, or revoke it."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    row = RosterKey.objects.filter(pk=object_id).first() if object_id.isdigit() else None
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            api.revoke_key(ACTOR, row.pk)
        except board.NotFound:
            raise Http404 from None
        messages.success(request, words()["key_revoked_done"])
        return HttpResponseRedirect(reverse("admin:winternship_connectors_rosterkey_changelist"))
    names = board.names(ACTOR, "organisation", [row.school])
    context = {"key": row, "school_name": names.get(row.school, row.school), **_addresses()}
    return page(admin, request, "key", row.name, context)


def _addresses() -> dict[str, str]:
    token = building.site() + reverse("oneroster-token")
    return {"token_url": token, "base_url": f"{token.removesuffix('token')}rostering/v1p2"}
