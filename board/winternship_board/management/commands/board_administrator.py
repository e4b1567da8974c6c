"""For whoever runs the server: the first administrator of the placement board, by a code or by name."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from winternship_board import api
from winternship_core.placements import Role


class Command(BaseCommand):
    """Give a code for the role of administrator, or the role itself to someone who has been on the board."""

    help = (
        "Without arguments: print a code that makes whoever fills it in on the board an administrator, once, within"
        " two weeks. With ISSUER and SUBJECT: make that person the first administrator at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """ISSUER and SUBJECT, as the platform names them in a launch."""
        parser.add_argument("issuer", nargs="?", default="", help="the platform, such as https://lms.example")
        parser.add_argument("subject", nargs="?", default="", help="the person's id on that platform")

    def handle(self, *args: Any, issuer: str, subject: str, **options: Any) -> None:
        """Print the code, or what was done; raises :class:`CommandError` when there is an administrator already."""
        if not issuer:
            code = api.invite(api.SYSTEM, Role.ADMIN)
            self.stdout.write(f"{code}\n")
            self.stderr.write("Fill this code in on the placement board. It works once, for two weeks.\n")
            return
        if not subject:
            raise CommandError("Received an issuer without a subject; give both, or neither for a code.")
        try:
            api.first_administrator(api.person(issuer, subject))
        except api.NotAllowed:
            raise CommandError(
                "There is an administrator already, who can give the role to others on the board."
                " If nobody can log in any more, run this command without arguments for a code."
            ) from None
        self.stderr.write("This person is the first administrator now.\n")
