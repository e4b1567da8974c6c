"""Gives the made-up people of the practice LMS a part in the made-up region of the placement board.

    fill_board.py ISSUER < people.json

``people.json``: short name → subject, as the command ``practice_people`` prints it. Does nothing when it was done.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402

from winternship_board import api  # noqa: E402
from winternship_board.models import Membership  # noqa: E402
from winternship_board.region.making import make_region  # noqa: E402
from winternship_core.placements import Role  # noqa: E402
from winternship_lti.models import Person  # noqa: E402


def main() -> None:
    """Fill the board, all or nothing; the teacher is its administrator as well."""
    issuer, subjects = sys.argv[1], json.load(sys.stdin)
    with transaction.atomic():
        if Membership.objects.filter(role=Role.ADMIN).exists():
            return
        people = {name: board_person(issuer, subject) for name, subject in subjects.items()}
        api.first_administrator(people["dana"])
        make_region(people=people)


def board_person(issuer: str, subject: str) -> int:
    """The board's person for someone of the LMS, as the block will name them at their first launch."""
    person, _ = Person.objects.get_or_create(issuer=issuer, subject=subject)
    return api.person("host", str(person.pk))


if __name__ == "__main__":
    main()
