"""What a school's staff want to know of many objects at once; each answer leaves out what the person may not see."""

from __future__ import annotations

from winternship_board.overviews.colleagues import Colleague, colleagues, give_name, names_of_people
from winternship_board.overviews.companies import Alike, alike
from winternship_board.overviews.counting import MOST, how_many
from winternship_board.overviews.hours import Worked, worked
from winternship_board.overviews.learning import Learning, learning, programme_of
from winternship_board.overviews.signers import Signer, signers
from winternship_board.overviews.titles import Title, titles
from winternship_board.overviews.wanting import Apart, apart_from, how_far, wishes_of

__all__ = [
    "MOST",
    "Alike",
    "Apart",
    "Colleague",
    "Learning",
    "Signer",
    "Title",
    "Worked",
    "alike",
    "apart_from",
    "colleagues",
    "give_name",
    "how_far",
    "how_many",
    "learning",
    "names_of_people",
    "programme_of",
    "signers",
    "titles",
    "wishes_of",
    "worked",
]
