"""The daily mail goes out: one a person a day at most, whoever runs it and however often; none with nothing new."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from smtplib import SMTPException
from typing import Any, Final

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q

from winternship_board import clock
from winternship_board.digests.choosing import known_addresses
from winternship_board.digests.composing import compose
from winternship_board.digests.gathering import Item, gather
from winternship_board.digests.links import stop_link
from winternship_board.models import ContactPerson, MailSetting

log = logging.getLogger("winternship.board.digests")
WEEK: Final = dt.timedelta(7)
# What has not changed is told again after a week: somebody may have missed it.
AGAIN: Final = WEEK


def send_digests() -> dict[str, int]:
    """Send today's mails through the host's mail backend; returns how many were ``sent``, and how many ``failed``.

    Safe to run twice and in several places at once: who got a mail today gets no other. A mail that fails is tried
    at the next run. Raises :class:`NotPossible` without the address of this server, and what the backend raises when
    it cannot be reached at all. Logs numbers, never people.
    """
    stop_link(0)  # to fail before anybody is marked, not at the first mail
    news = gather()
    if not news:
        return {}
    settings = {one.person_id: one for one in MailSetting.objects.filter(person__in=news)}
    addresses, languages = known_addresses(news.keys()), _languages(news.keys())
    made: Counter[str] = Counter()
    connection = get_connection()
    connection.open()
    try:
        for person, items in news.items():
            setting = settings.get(person) or MailSetting(
                person_id=person, language=languages.get(person, "nl")
            )
            wanted = _wanted(setting, items)
            to = setting.address or addresses.get(person, "")
            if wanted and to:
                made[_send(connection, setting, wanted, to)] += 1
    finally:
        connection.close()
    log.info("digests sent=%d failed=%d", made["sent"], made["failed"])
    return {name: count for name, count in made.items() if count and name}


def _languages(people: Any) -> dict[int, str]:
    """The language on somebody's card, until they choose one themselves."""
    cards = ContactPerson.objects.filter(person__in=people).order_by("-pk")
    return {person: language for person, language in cards.values_list("person", "language") if language}


def _wanted(setting: MailSetting, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that this person wants to hear of today."""
    if not setting.is_on:
        return ()
    wanted = tuple(one for one in items if one.role not in setting.off_roles)
    last = setting.last_sent_on
    if last is None or not wanted:
        return wanted
    since = clock.today() - last
    if since < (WEEK if setting.weekly else dt.timedelta(1)):
        return ()
    return wanted if since >= AGAIN or digest_of(wanted) != setting.last_digest else ()


def digest_of(items: Sequence[Item]) -> str:
    """By which one sees that nothing is new."""
    lines = sorted(f"{one.role} {one.code} {one.count} {one.due}" for one in items)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _send(connection: Any, setting: MailSetting, items: Sequence[Item], to: str) -> str:
    """Mark, then send: two runs at once cannot both mark. A failure takes the mark back."""
    if not _mark(setting, digest_of(items)):
        return ""
    link = stop_link(setting.person_id)
    letter = compose(items, setting.language, link)
    headers = {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[to], headers=headers, connection=connection
    )
    message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.warning("digest failed error=%s", type(error).__name__)
        connection.close()  # whatever state it is in; the next mail opens it anew
        back = {"last_sent_on": setting.last_sent_on, "last_digest": setting.last_digest}
        MailSetting.objects.filter(person=setting.person_id).update(**back)
        return "failed"
    return "sent"


def _mark(setting: MailSetting, digest: str) -> int:
    today = clock.today()
    if setting._state.adding:
        MailSetting.objects.get_or_create(
            person_id=setting.person_id, defaults={"language": setting.language}
        )
    free = Q(last_sent_on=None) | Q(last_sent_on__lt=today)
    row = MailSetting.objects.filter(free, person=setting.person_id, is_on=True)
    return row.update(last_sent_on=today, last_digest=digest)
