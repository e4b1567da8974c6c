"""The service's addresses, and beside them the doors of two peers and a page that does nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from . import django_lti, pylti


def nothing(request: HttpRequest) -> HttpResponse:
    """Show what Django, its middleware and the test client cost before anyone's code runs."""
    return HttpResponse()


urlpatterns = [
    path("", include("winternship_lti.urls")),
    path("nothing", nothing),
    path("pylti/<slug:setup>/login", pylti.login),
    path("pylti/<slug:setup>/launch", pylti.launch, name="pylti-launch"),
    path("django-lti/init/<uuid:registration_uuid>/", django_lti.login),
    path("django-lti/launch", django_lti.launch),
]
