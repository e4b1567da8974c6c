"""The front page lets a person click through the platform, and the command sets one up."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

import pytest
import requests

from tests.lti_tool.testing.tool_side import LTI, school, verified
from winternship_lti.testing import Platform
from winternship_lti.testing.__main__ import describe


def test_every_way_on_the_front_page_opens_the_tool() -> None:
    with school() as at:
        page = requests.get(f"{at.lms.origin}/", timeout=5).text
        ways = re.findall(r'href="(/go/[^"]+)"', page)
        pages = [requests.get(at.lms.origin + way, timeout=5).text for way in ways]
    assert len(ways) == 5, "two ways in for each of two people, and picking for the teacher"
    assert all("<iframe" in one or "<form" in one for one in pages)


def test_the_front_page_shows_grades() -> None:
    with school() as at:
        at.score(7.5)
        assert "75 / 100" in requests.get(f"{at.lms.origin}/", timeout=5).text


def test_a_name_is_only_text() -> None:
    with Platform() as lms:
        lms.person("<script>alert(1)</script>", lms.course("<b>"))
        page = requests.get(f"{lms.origin}/", timeout=5).text
    assert "<script>alert" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("way", ["iframe/9/1/1", "iframe/1/1/9", "pick/1/1/nobody", "jump/1/1/1"])
def test_what_is_not_there_is_404(way: str) -> None:
    with school() as at:
        assert requests.get(f"{at.lms.origin}/go/{way}", timeout=5).status_code == 404


def options(**given: str) -> argparse.Namespace:
    return argparse.Namespace(**{"login": None, "launch": None, "jwks": None, "register": None} | given)


def test_the_command_tells_what_the_tool_must_know() -> None:
    with school() as at:
        side = at.side.origin
        chosen = options(login=f"{side}/login", launch=f"{side}/launch", jwks=f"{side}/jwks")
        said = "\n".join(describe(at.lms, chosen))
        tool = at.lms.tools[-1]
        course = list(at.lms.site.courses.values())[-1]
        at.lms.browse(at.lms.launch(course.links[0], at.lms.site.people["3"]))
        claims = verified(tool, at.side.launches[-1]["id_token"])
    assert all(value in said for value in (tool.client_id, tool.jwks_url, tool.token_url))
    assert claims[LTI + "context"]["title"] == "Win-Winternship"


def test_the_command_invites_a_tool_that_registers_itself() -> None:
    with Platform("moodle") as lms:
        assert "registration_token=" in describe(lms, options(register="https://tool.example/r"))[-1]


def test_the_command_serves() -> None:
    command = [sys.executable, "-m", "winternship_lti.testing", "moodle"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None
        page = requests.get(address[0], timeout=5).text
        process.terminate()
    assert "A fake moodle" in page


def test_the_package_needs_no_django() -> None:
    probe = "import sys, winternship_lti.testing; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
