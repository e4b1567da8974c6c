"""How the board reaches people where they are: one mail a day at most, and a calendar they can subscribe to.

:mod:`.gathering` finds for everyone at once what waits for them, :mod:`.composing` words it, :mod:`.sending` mails it;
:mod:`.choosing` is what a person may set; :mod:`.feeds` and :mod:`.calendar` are the calendar; :mod:`.views` are the
few pages that need no login. Others reach what is named here as ``api.digests``.
"""

from winternship_board.digests.calendar import calendar_of
from winternship_board.digests.choosing import (
    MailChoice,
    choose_mail,
    confirm_address,
    mail_choice,
    stop_mail,
)
from winternship_board.digests.feeds import Feed, calendars, new_calendar, revoke_calendar
from winternship_board.digests.sending import send_digests

__all__ = [
    "Feed",
    "MailChoice",
    "calendar_of",
    "calendars",
    "choose_mail",
    "confirm_address",
    "mail_choice",
    "new_calendar",
    "revoke_calendar",
    "send_digests",
    "stop_mail",
]
