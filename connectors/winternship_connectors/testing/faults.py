"""What can go wrong with one request, by name, for targets over HTTP and for those that are not."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """What goes wrong. Only after ``DROP`` and ``TRUNCATED`` is the effect there."""

    THROTTLE = "throttle"  # 429, and how many seconds to wait
    THROTTLE_DATE = "throttle_date"  # 429, and until when to wait, as a date of HTTP
    ERROR = "error"  # 500
    TIMEOUT = "timeout"  # no answer in time
    RESET = "reset"  # the connection is cut before anything is answered
    TRUNCATED = "truncated"  # it was done, and half of the answer arrives
    WRONG_TYPE = "wrong_type"  # a page for people, with status 200, of something that stands in between
    REJECT = "reject"  # 400, with what is wrong by field
    AUTH = "auth"  # 401
    DROP = "drop"  # it was done, and no answer arrives
    SLOW = "slow"  # it takes long, and succeeds


# What may be over the next time: each of these asks for another try, or for a look.
PASSING = (Fault.ERROR, Fault.TIMEOUT, Fault.RESET, Fault.TRUNCATED, Fault.WRONG_TYPE, Fault.DROP)
