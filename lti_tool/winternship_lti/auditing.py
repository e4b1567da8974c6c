"""Leaves a trace when a person gets or loses a teacher's rights, in the transaction that changes them."""

from __future__ import annotations

from .models import Person, ResourceLink, RoleChange


def role_changed(person: Person, link: ResourceLink, *, before: bool, after: bool) -> None:
    """Write the change, if it is one; nobody is a teacher before their first launch."""
    if before != after:
        RoleChange.objects.create(person=person, link=link, is_instructor=after)
