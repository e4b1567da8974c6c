"""The addresses of rosters; the path up to ``v1p2`` is the specification's. A host includes them where it likes."""

from __future__ import annotations

from django.urls import path, register_converter

from winternship_connectors.oneroster import views


class Route:
    """One of the lists that there are."""

    regex = "|".join(views.KINDS)

    def to_python(self, value: str) -> str:
        """As it is in the address."""
        return value

    def to_url(self, value: str) -> str:
        """As it must be in the address."""
        return value


class Members(Route):
    """The lists of people of a class."""

    regex = "students|teachers"


register_converter(Route, "roster")
register_converter(Members, "members")
_AT = "rostering/v1p2"
urlpatterns = [
    path("token", views.token, name="oneroster-token"),
    path(f"{_AT}/<roster:route>", views.listed, name="oneroster-many"),
    path(f"{_AT}/<roster:route>/<str:pk>", views.single, name="oneroster-one"),
    path(f"{_AT}/classes/<str:pk>/<members:route>", views.people_of_class, name="oneroster-members"),
]
