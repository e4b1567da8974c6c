"""Makes a link with which a platform registers itself, without a screen."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ... import registering
from ...models import Invitation


class Command(BaseCommand):
    help = "Print a link that one platform can use once to register itself (dynamic registration)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="for yourself, such as 'Moodle of our school'")
        parser.add_argument(
            "--hours", type=int, default=registering.HOURS, help="how long the link can be used"
        )
        parser.add_argument(
            "--activate", action="store_true", help="the platform need not wait for your approval"
        )
        parser.add_argument(
            "--ask-names", action="store_true", help="teachers then see by name who has not started"
        )
        parser.add_argument(
            "--issuer",
            default="",
            help="only for a platform that names itself after another host than its own",
        )

    def handle(self, **options: Any) -> None:
        hours = options["hours"]
        if not 1 <= hours <= registering.MOST_HOURS:
            raise CommandError(f"--hours is {hours}; allowed are 1 to {registering.MOST_HOURS}.")
        invitation = Invitation.objects.create(
            name=options["name"][:100],
            activate=options["activate"],
            ask_names=options["ask_names"],
            issuer=options["issuer"],
            expires_at=registering.expiry(hours),
        )
        self.stdout.write(registering.link_of(invitation))
