"""So that a tool can be tried by hand: `python -m winternship_lti.testing moodle --register <address>`."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import suppress

from .lms import PROFILES, Platform


def main(arguments: list[str]) -> None:
    """Serve a fake platform with a course, a learner and a teacher until stopped."""
    parser = argparse.ArgumentParser(prog="python -m winternship_lti.testing", description=main.__doc__)
    parser.add_argument("platform", nargs="?", default="plain", choices=sorted(PROFILES))
    parser.add_argument("--port", type=int, default=0, help="any free one by default")
    parser.add_argument("--register", metavar="ADDRESS", help="where the tool registers itself")
    parser.add_argument("--login", metavar="ADDRESS", help="the tool's login, to register it by hand")
    parser.add_argument("--launch", metavar="ADDRESS", help="the tool's redirect address")
    parser.add_argument("--jwks", metavar="ADDRESS", help="the tool's key set")
    chosen = parser.parse_args(arguments)
    with Platform(chosen.platform, port=chosen.port) as lms:
        sys.stdout.write("\n".join(describe(lms, chosen)) + "\n")
        sys.stdout.flush()
        while True:
            time.sleep(3600)


def describe(lms: Platform, chosen: argparse.Namespace) -> list[str]:
    """Set up a course and the tool, and say what to do with it."""
    course = lms.course("Win-Winternship")
    lms.person("Anna Alves", course)
    lms.person("Tess Teacher", course, role="instructor")
    lines = [f"Open {lms.origin}/ to launch and to see the grades. Ctrl-C stops."]
    if chosen.login and chosen.launch and chosen.jwks:
        tool = lms.register(login_url=chosen.login, redirect_uris=[chosen.launch], jwks_url=chosen.jwks)
        tool = lms.link(course, tool).tool
        told = ("issuer", "client_id", "deployment_id", "auth_url", "token_url", "jwks_url", "token_audience")
        lines += ["Tell the tool:", *(f"  {name:15}{getattr(tool, name)}" for name in told)]
    elif chosen.register:
        lines.append(f"Let the tool register itself: {lms.invite(chosen.register)}")
    else:
        lines.append(f"It describes itself at {lms.configuration_url}")
    return lines


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main(sys.argv[1:])
