"""Files by mail, at a real server: one message with both of them, over TLS, once unless a person says so."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
from email.message import EmailMessage
from typing import Any

import pytest

from tests.board.world import World
from tests.connectors.conftest import Clock
from tests.connectors.contexts import context
from tests.connectors.messages.mailbox import PASSWORD, USER, Mailbox
from winternship_connectors import api
from winternship_connectors.contract import Context, Idempotency, idempotency_of
from winternship_connectors.errors import AuthFailed, Rejected, Unknown
from winternship_connectors.files import mailing
from winternship_connectors.files.filedrop import FiledropConnector
from winternship_connectors.files.schema import DEFAULT
from winternship_connectors.http import Http
from winternship_connectors.testing.placements import placement

FILEDROP = FiledropConnector()
KEY = "1:batch:42"
NAME = "placements-0000000042.csv"
TO = "office@school.test\nplacements@school.test"


def settings_of(box: Mailbox, **more: Any) -> dict[str, Any]:
    server = {
        "host": "localhost",
        "port": box.port,
        "user": USER,
        "sender": "board@school.test",
        "recipients": TO,
    }
    return {"place": "mail", "columns": DEFAULT} | {
        f"mail_{name}": one for name, one in (server | more).items()
    }


def at(box: Mailbox, password: str = PASSWORD, **more: Any) -> Context:
    return context({**settings_of(box), **more}, {"mail_password": password})


def send(where: Context, key: str = KEY) -> None:
    record = placement(7)
    FILEDROP.apply_all(where, FILEDROP.plan(where.settings, record, {}, record.id), key)


def files_of(message: EmailMessage) -> dict[str, bytes]:
    return {
        str(one.get_filename()): one.get_payload(decode=True)  # type: ignore[misc]
        for one in message.iter_attachments()
    }


def test_one_message_has_the_file_and_its_manifest(mailbox: Mailbox) -> None:
    send(at(mailbox))

    (message,) = mailbox.messages
    files = files_of(message)
    assert list(files) == [NAME, f"{NAME}.json"]
    told = json.loads(files[f"{NAME}.json"])
    assert told == {"file": NAME, "rows": 1, "sha256": hashlib.sha256(files[NAME]).hexdigest()}
    (row,) = csv.DictReader(io.StringIO(files[NAME].decode("utf-8-sig"), newline=""), delimiter=";")
    assert row["Leerbedrijf"] == "Bakkerij De Ster é"
    assert message["Subject"] == f"Plaatsingen: {NAME}"
    assert (message["From"], message["X-To"]) == ("board@school.test", TO.replace("\n", ","))
    assert message["Auto-Submitted"] == "auto-generated"
    assert not message.defects


def test_nothing_of_a_person_is_outside_the_file(mailbox: Mailbox) -> None:
    send(at(mailbox))
    (message,) = mailbox.messages
    body = message.get_body()
    assert body is not None
    told = f"{message.items()} {body.get_content()}"
    for private in ("Maartje", "Damme", "1234567", "Bakkerij", "Smit"):
        assert private not in told


def test_a_repetition_is_known_by_its_id_and_another_delivery_or_connection_has_its_own(
    mailbox: Mailbox,
) -> None:
    for key in (KEY, KEY, "1:batch:43", "2:batch:42"):
        send(at(mailbox), key)
    ids = [message["Message-ID"] for message in mailbox.messages]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_it_speaks_english(mailbox: Mailbox) -> None:
    where = at(mailbox)
    send(dataclasses.replace(where, settings=dataclasses.replace(where.settings, language="en")))
    assert mailbox.messages[0]["Subject"] == f"Placements: {NAME}"


def test_a_check_logs_in_and_sends_nothing(mailbox: Mailbox, encrypted: Mailbox) -> None:
    assert FILEDROP.check(at(mailbox)).ok
    assert FILEDROP.check(at(encrypted, mail_security="tls")).ok
    with pytest.raises(AuthFailed):
        FILEDROP.check(at(mailbox, password="another"))
    assert mailbox.messages == encrypted.messages == []


def test_a_private_network_is_refused_unless_allowed(mailbox: Mailbox) -> None:
    with pytest.raises(Rejected, match="may not call"):
        FILEDROP.check(dataclasses.replace(at(mailbox), http=Http(allow_private=False)))


def test_what_no_mail_server_takes_is_refused_before_it_is_sent(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "MOST", 100)
    with pytest.raises(Rejected, match=r"received files of \d+ bytes, allowed are 100"):
        send(at(mailbox))
    assert mailbox.sessions == 0


def test_only_by_mail_a_repetition_is_a_second_one(mailbox: Mailbox) -> None:
    assert idempotency_of(FILEDROP, at(mailbox).settings.config) is Idempotency.NONE
    assert idempotency_of(FILEDROP, {"place": "sftp"}) is Idempotency.NATURAL


def test_recipients_that_are_none_are_told_beside_their_setting(world: World, mailbox: Mailbox) -> None:
    config = {**settings_of(mailbox, recipients="office@school.test\nnobody"), "mail_password": PASSWORD}
    with pytest.raises(api.BadConfig) as told:
        api.create(world.carla, world.ids["college"], "filedrop", "Files", config)
    assert told.value.problems == {
        "mail_recipients": "1 of 2 are no e-mail address such as office@school.example"
    }


@pytest.fixture
def live(world: World, mailbox: Mailbox, settings: Any, moment: Clock) -> int:
    """A live connection of the college, with a placement to tell."""
    settings.ALLOW_PRIVATE_NETWORKS = True
    config = {**settings_of(mailbox), "mail_password": PASSWORD}
    pk = api.create(world.carla, world.ids["college"], "filedrop", "Files", config)
    api.set_mode(world.carla, pk, "live")
    world.confirmed()
    return pk


def test_after_a_lost_answer_a_person_decides(
    world: World, live: int, mailbox: Mailbox, moment: Clock
) -> None:
    mailbox.close, mailbox.times = "after", 1
    for _ in range(3):
        api.work_once()
        moment.step(hours=2)
    assert len(mailbox.messages) == 1
    assert [one.error for one in api.dead_letters(world.carla, live)] == [
        "message: it was sent, and no answer came (SMTPServerDisconnected)"
    ]

    api.replay(world.carla, live)
    api.work_once()

    assert len({message["Message-ID"] for message in mailbox.messages}) == 1
    assert len(mailbox.messages) == 2
    assert (api.health(world.carla, live).dead, api.health(world.carla, live).waiting) == (0, 0)


def test_a_lost_answer_is_unknown(mailbox: Mailbox) -> None:
    mailbox.close = "after"
    with pytest.raises(Unknown):
        send(at(mailbox))
