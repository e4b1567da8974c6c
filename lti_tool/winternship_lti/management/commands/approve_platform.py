"""Lets a platform be used that registered itself and waits, without a screen."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ... import registering
from ...models import Invitation, Registration


class Command(BaseCommand):
    help = "Approve a platform that registered itself; without options, list those that wait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--issuer", help="the platform ID")
        parser.add_argument("--client-id")

    def handle(self, **options: Any) -> None:
        if options["issuer"] is None and options["client_id"] is None:
            self._list()
            return
        row = Registration.objects.filter(issuer=options["issuer"], client_id=options["client_id"]).first()
        if row is None:
            raise CommandError(
                "No platform has this issuer and this client id. Give both, exactly as listed."
            )
        registering.approve(row)
        self.stdout.write(f"{row} is active.")

    def _list(self) -> None:
        waiting = Invitation.objects.filter(registration__isnull=False, approved_at=None)
        for invitation in waiting.select_related("registration"):
            row = invitation.registration
            if row is not None:
                self.stdout.write(f"{row.name}: --issuer {row.issuer} --client-id {row.client_id}")
