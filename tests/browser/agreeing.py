"""How an agreement comes about on the screens: what every story of a placement goes through."""

from __future__ import annotations

import re

from tests.browser.visiting import Visit


def made_and_checked(dana: Visit, bo: Visit) -> None:
    """The school makes the agreement on the page of the placement, and the company checks what it says of it."""
    dana.step("Make the agreement", "Complete the rest")
    dana.open("Fill in the contents")
    dana.fill(assessment_way="The school's form.", early_ending_conditions="After a talk with all.")
    dana.send("Save", "Saved")
    dana.send("Send to company to check", "company checks")
    bo.go("Today")
    bo.follow("Check your data in the agreement", "Agreement")
    bo.fill(also_trainer="no", trainer_name="Tess van Trier")
    bo.send("This is right", "Checked.")


def signed_by_three(dana: Visit, student: Visit, bo: Visit, name: str, said: str | re.Pattern[str]) -> None:
    """School, student and company sign; ``said``: what the board tells the last of them."""
    dana.go("Agreements")
    dana.follow(name, re.compile(name))
    dana.send("Send for signing", "being signed")
    dana.open("Sign for the school")
    dana.fill(read_it=True)
    dana.send("Sign for the school", "The school has signed.")
    student.go("Today")
    student.follow("Sign your placement agreement", "Placement agreement")
    student.fill(read_it=True)
    student.send("Sign", "Your signature is under it.")
    bo.go("Today")
    bo.follow(re.compile("Sign the agreement"), "Agreement")
    bo.fill(have_read=True)
    bo.send("I sign for the company", said)
