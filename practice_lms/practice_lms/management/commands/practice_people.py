"""Prints under which subject each made-up person comes to the tool, so that a script can give them a role there."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from practice_lms.models import Person


class Command(BaseCommand):
    """Print the people as one JSON object."""

    help = "Print the subject of each made-up person by their short name, as one JSON object."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the object."""
        people = {slug: str(subject) for slug, subject in Person.objects.values_list("slug", "subject")}
        self.stdout.write(json.dumps(people))
