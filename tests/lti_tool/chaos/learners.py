"""A process of its own in which learners earn grades, while others send them.

Reads one line of JSON (who is where, and how many grades each will earn), sets the service up and prints its keys; at
the next line it begins.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
import time
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from winternship_lti import keyring  # noqa: E402
from winternship_lti.models import Deployment, LaunchSession, Person, Registration, ResourceLink  # noqa: E402
from winternship_lti.runtime import publishing  # noqa: E402
from winternship_lti.runtime.visit import Visit  # noqa: E402

MAXIMUM = 10


def main() -> None:
    """See the module."""
    plan = json.loads(sys.stdin.readline())
    visits = _set_up(plan)
    print(json.dumps(keyring.public_keys()), flush=True)
    sys.stdin.readline()
    _earn(visits, plan["grades"], plan["seconds"], random.Random(plan["seed"]))


def _set_up(plan: dict[str, Any]) -> dict[str, Visit]:
    call_command("migrate", run_syncdb=True, verbosity=0)
    registration = Registration.objects.create(name="Chaos", **plan["registration"])
    deployment = Deployment.objects.create(
        registration=registration, deployment_id="1", status=Deployment.Status.ACTIVE
    )
    links = {
        lti_id: ResourceLink.objects.create(
            deployment=deployment, lti_id=lti_id, block_type="done", title=lti_id
        )
        for lti_id in set(plan["places"].values())
    }
    visits = {}
    for subject, lti_id in plan["places"].items():
        person = Person.objects.create(issuer=registration.issuer, subject=subject)
        LaunchSession.objects.create(
            id=f"launch-{subject}",
            registration=registration,
            person=person,
            link=links[lti_id],
            ags=plan["ags"],
            expires_at=timezone.now() + dt.timedelta(hours=1),
        )
        visits[subject] = Visit("/l/x/", links[lti_id].pk, "done", person.pk, "pseudonym")
    return visits


def _earn(visits: dict[str, Visit], grades: dict[str, int], seconds: float, chance: random.Random) -> None:
    """Everyone earns 1, 2, 3, …: a number that goes down at the platform is a grade that was overtaken."""
    began = time.monotonic()
    left = [subject for subject, count in grades.items() for _ in range(count)]
    chance.shuffle(left)
    earned = dict.fromkeys(visits, 0)
    for number, subject in enumerate(left):
        time.sleep(max(0.0, began + seconds * number / len(left) - time.monotonic()))
        earned[subject] += 1
        publishing.publish(visits[subject], "grade", {"value": earned[subject], "max_value": MAXIMUM})


if __name__ == "__main__":
    main()
