"""Registers a platform without a screen: for scripts, and for `make demo`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from ...models import Deployment, Registration

FIELDS = ("issuer", "client_id", "auth_url", "token_url", "jwks_url")


class Command(BaseCommand):
    help = "Register an LTI 1.3 platform, or bring a registration up to date (known by issuer and client id)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--issuer", required=True, help="the platform ID, exactly as the platform shows it"
        )
        parser.add_argument("--client-id", required=True)
        parser.add_argument("--auth-url", required=True, help="authentication request URL")
        parser.add_argument("--token-url", required=True, help="access token URL")
        parser.add_argument("--jwks-url", required=True, help="public keyset URL")
        parser.add_argument("--name", default="", help="for yourself")
        parser.add_argument("--token-audience", default="", help="only if the platform names one")
        parser.add_argument(
            "--deployment", action="append", default=[], help="a deployment ID to activate; may be repeated"
        )
        parser.add_argument(
            "--trust-new-deployments",
            action="store_true",
            help="activate every new deployment of this platform",
        )
        parser.add_argument(
            "--replace", action="store_true", help="allow changing a registration that exists"
        )

    def handle(self, **options: Any) -> None:
        values = {name: options[name] for name in FIELDS}
        values |= {name: options[name] for name in ("token_audience", "trust_new_deployments")}
        values["name"] = options["name"] or urlsplit(options["issuer"]).hostname or options["issuer"][:100]
        known = Registration.objects.filter(issuer=values["issuer"], client_id=values["client_id"]).first()
        row = known or Registration()
        changes = [name for name, value in values.items() if getattr(row, name) != value]
        if known and changes and not options["replace"]:
            raise CommandError(
                f"{known} is registered already and differs in {', '.join(changes)}. Add --replace to change it."
            )
        for name, value in values.items():
            setattr(row, name, value)
        try:
            row.full_clean()
        except ValidationError as error:
            problems = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
            raise CommandError(f"Nothing was registered. {problems}") from error
        row.save()
        for deployment_id in options["deployment"]:
            Deployment.objects.update_or_create(
                registration=row, deployment_id=deployment_id, defaults={"status": Deployment.Status.ACTIVE}
            )
        self.stdout.write(
            f"{'Updated' if known else 'Registered'}: {row}. Give the platform these addresses:"
        )
        for label, name in (
            ("tool and redirect", "lti-launch"),
            ("login", "lti-login"),
            ("keyset", "lti-jwks"),
        ):
            self.stdout.write(f"  {label + ':':20}{settings.PUBLIC_URL}{reverse(name)}")
