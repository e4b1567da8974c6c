"""The columns of Moodle's own tables for each kind of activity, where the default is not ours."""

from __future__ import annotations

from typing import Final

from winternship_export.writers.mbz.elements import Value

AFTER: Final = 0x01110  # mod_quiz display_options: immediately after, later, and after closing
ALWAYS: Final = 0x10000 | AFTER
PER_PAGE: Final = 10


def page(content: str) -> dict[str, Value]:
    """A page that shows its text alone."""
    # The introduction is the goal, which opens the text already.
    options = 'a:3:{s:12:"printheading";s:1:"0";s:10:"printintro";s:1:"0";s:17:"printlastmodified";s:1:"0";}'
    return {
        "content": content,
        "contentformat": 1,
        "legacyfiles": 0,
        "legacyfileslast": None,
        "display": 5,  # RESOURCELIB_DISPLAY_OPEN
        "displayoptions": options,
        "revision": 1,
    }


FORUM: Final[dict[str, Value]] = {
    "type": "general",
    "duedate": 0,
    "cutoffdate": 0,
    "assessed": 0,
    "assesstimestart": 0,
    "assesstimefinish": 0,
    "scale": 0,
    "maxbytes": 0,
    "maxattachments": 1,
    "forcesubscribe": 0,  # whoever wants mail asks for it
    "trackingtype": 1,
    "completiondiscussions": 0,
    "completionreplies": 0,
    "completionposts": 0,
    "grade_forum": 0,
}


_NO_TIME_LIMIT: dict[str, Value] = {
    "timeopen": 0,
    "timeclose": 0,
    "timelimit": 0,
    "overduehandling": "autosubmit",
    "graceperiod": 0,
}


def quiz(questions: int, *, grade: int) -> dict[str, Value]:
    """Answers are judged one by one, with their reasons; as many attempts as one likes, the best one counts.

    Without a grade it is for practice: no marks, and each question may be done again within an attempt.
    """
    marks = ALWAYS if grade else 0  # else Moodle says "Highest grade: 0 / 0"
    return {
        **_NO_TIME_LIMIT,
        "preferredbehaviour": "immediatefeedback",
        "canredoquestions": 0 if grade else 1,
        "attempts_number": 0,
        "attemptonlast": 0,
        "grademethod": 1,  # QUIZ_GRADEHIGHEST
        "decimalpoints": 1,
        "questiondecimalpoints": -1,
        "reviewattempt": ALWAYS,
        "reviewcorrectness": ALWAYS,
        "reviewmaxmarks": marks,
        "reviewmarks": marks,
        "reviewspecificfeedback": ALWAYS,
        "reviewgeneralfeedback": ALWAYS,
        "reviewrightanswer": AFTER,
        "reviewoverallfeedback": AFTER,
        "questionsperpage": PER_PAGE,
        "navmethod": "free",
        "shuffleanswers": 0,
        "sumgrades": f"{questions}.00000",
        "grade": f"{grade}.00000",
        "password": "",
        "subnet": "",
        "browsersecurity": "-",
        "delay1": 0,
        "delay2": 0,
        "showuserpicture": 0,
        "showblocks": 0,
        "completionattemptsexhausted": 0,
        "completionminattempts": 0 if grade else 1,
        "allowofflineattempts": 0,
    }


def lti(url: str, custom: dict[str, str], *, graded: bool) -> dict[str, Value]:
    """A link without a tool of its own: Moodle finds the registered tool by the address (``typeid`` 0)."""
    return {
        "typeid": 0,
        "toolurl": url,
        "securetoolurl": "",
        "preferheight": None,
        "launchcontainer": 1,  # LTI_LAUNCH_CONTAINER_DEFAULT: as the tool was registered
        "instructorchoicesendname": 1,
        "instructorchoicesendemailaddr": 0,
        "instructorchoiceacceptgrades": int(graded),
        "instructorchoiceallowroster": None,
        "instructorchoiceallowsetting": None,
        "grade": int(graded),
        "instructorcustomparameters": "\n".join(f"{name}={value}" for name, value in custom.items()),
        "debuglaunch": 0,
        "showtitlelaunch": 1,
        "showdescriptionlaunch": 0,
        "icon": "",
        "secureicon": "",
        "resourcekey": None,
        "password": None,
    }
