"""An e-mail at a real server: over TLS, by login, as one thread, once, and each trouble named."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from typing import Any

import pytest

from tests.connectors.contexts import context
from tests.connectors.messages.mailbox import PASSWORD, USER, Mailbox
from winternship_connectors.contract import Context, Link, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import AuthFailed, Rejected, Retry, Unknown
from winternship_connectors.http import Http
from winternship_connectors.messages.mail import MailConnector
from winternship_connectors.messages.notices import PART
from winternship_connectors.records import Period, Record, State
from winternship_connectors.testing.placements import placement

mail = MailConnector()
TO = "office@school.test\nplacements@school.test"


def at(box: Mailbox, *, password: str = PASSWORD, **config: Any) -> Context:
    kept = {"host": "localhost", "port": box.port, "user": USER, "sender": "board@school.test"}
    return context({**kept, "recipients": TO, **config}, {"password": password})


def tell(made: Context, record: Record | None, link: Link | None = None, key: str = "key:1") -> Link:
    (action,) = mail.plan(made.settings, record, {PART: link} if link else {}, "placement-7")
    receipt = mail.apply(made, action, key)
    return Link(receipt.remote_id, receipt.etag, action.rev, digest(action.fields))


def test_a_placement_arrives_as_a_plain_message(mailbox: Mailbox) -> None:
    tell(at(mailbox), placement())
    (message,) = mailbox.messages
    assert message["Subject"] == "Plaatsing 7: getekend"
    assert (message["From"], message["X-To"]) == ("board@school.test", TO.replace("\n", ","))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
    assert message.get_content_type() == "text/plain"
    assert not message.defects
    assert message.get_content().splitlines() == [
        "Plaatsing 7: getekend",
        "",
        "Bedrijf: Bakkerij De Ster é",
        "Van: 2027-02-01",
        "Tot en met: 2027-07-01",
    ]


def test_a_server_that_speaks_tls_at_once_gets_it_too(encrypted: Mailbox) -> None:
    made = at(encrypted, security="tls")
    assert mail.check(made).ok
    assert encrypted.messages == []
    tell(made, placement())
    assert encrypted.messages[0]["Subject"] == "Plaatsing 7: getekend"
    with pytest.raises(AuthFailed):
        mail.check(at(encrypted, security="tls", password="wrong-pass-word"))


def test_it_speaks_english(mailbox: Mailbox) -> None:
    made = at(mailbox)
    tell(replace(made, settings=replace(made.settings, language="en")), placement())
    assert mailbox.messages[0]["Subject"] == "Placement 7: signed"


def test_all_of_one_placement_is_one_thread_and_the_end_is_told_once(mailbox: Mailbox) -> None:
    made = at(mailbox)
    link = tell(made, placement(state=State.AGREED), key="1")
    moved = placement(state=State.AGREED, period=Period(dt.date(2027, 2, 8), dt.date(2027, 7, 8)))
    link = tell(made, moved, link, "2")
    link = tell(made, replace(moved, state=State.SIGNED), link, "3")
    begun = replace(moved, state=State.ACTIVE)
    assert mail.plan(made.settings, begun, {PART: link}, "placement-7") == []
    link = tell(made, replace(moved, state=State.CANCELLED), link, "4")
    tell(made, None, link, "5")
    first, *others = mailbox.messages
    assert [one["Subject"] for one in mailbox.messages] == [
        "Plaatsing 7: afgesproken",
        "Plaatsing 7: afgesproken (gewijzigd)",
        "Plaatsing 7: getekend",
        "Plaatsing 7: geannuleerd",
    ]
    assert {one["In-Reply-To"] for one in others} == {first["Message-ID"]}
    assert {one["References"] for one in others} == {first["Message-ID"]}
    assert len({one["Message-ID"] for one in mailbox.messages}) == 4


def test_who_is_taken_away_unannounced_is_told_as_cancelled(mailbox: Mailbox) -> None:
    link = tell(at(mailbox), placement(), key="1")
    tell(at(mailbox), None, link, "2")
    assert mailbox.messages[1]["Subject"] == "Plaatsing 7: geannuleerd"


@pytest.mark.parametrize("state", [State.PROPOSED, State.CANCELLED])
def test_what_nobody_heard_of_is_not_told(mailbox: Mailbox, state: State) -> None:
    made = at(mailbox)
    assert mail.plan(made.settings, placement(state=state), {}, "placement-7") == []
    assert mail.plan(made.settings, None, {}, "placement-7") == []


def test_a_repetition_is_a_second_message_with_the_same_id(mailbox: Mailbox) -> None:
    for _ in range(2):
        tell(at(mailbox), placement())
    first, second = mailbox.messages
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize(
    ("setting", "told"),
    [({}, ""), ({"student": "number"}, "1234567"), ({"student": "name"}, "Maartje van Damme 1234567")],
)
def test_a_student_is_named_only_when_the_school_wants_it(
    mailbox: Mailbox, setting: dict[str, str], told: str
) -> None:
    tell(at(mailbox, **setting), placement())
    whole = mailbox.messages[0].as_string() + mailbox.messages[0].get_content()
    assert told in whole
    for person in {"Maartje", "1234567", "Jan Smit", "Piet"} - set(told.split()):
        assert person not in whole


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x0b", "\u2028", "\x00"])
def test_no_text_of_a_company_becomes_a_header(mailbox: Mailbox, break_: str) -> None:
    record = placement()
    name = f"Bakker{break_}Bcc: all@school.test{break_}.{break_}QUIT{break_}{break_}<b>"
    tell(at(mailbox), replace(record, company=replace(record.company, name=name)))
    (message,) = mailbox.messages
    assert message["Bcc"] is None
    assert message["X-To"] == TO.replace("\n", ",")
    assert "Bcc: all@school.test . QUIT <b>" in message.get_content()
    assert "Bcc" not in message["Subject"]


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (
            {"rcpt": "451 4.7.1 Greylisted, come back"},
            Retry,
            "recipient 1 of 2: received SMTP status 451 4.7.1",
        ),
        ({"rcpt": "552 5.2.2 mailbox of office@school.test"}, Rejected, "mailbox is full"),
        ({"rcpt": "550 5.1.1 no office@school.test"}, Rejected, "mailbox is not there"),
        ({"data": "552 5.3.4 too large"}, Rejected, "message: received SMTP status 552 5.3.4"),
        ({"data": "421 4.3.2 going down"}, Retry, "421"),
        ({"login": "535 5.7.8 no"}, AuthFailed, "login was refused"),
        ({"login": "454 4.7.0 later"}, Retry, "454"),
        ({"close": "before"}, Unknown, "no answer came"),
        ({"close": "after"}, Unknown, "no answer came"),
    ],
)
def test_a_trouble_is_named_by_what_must_happen_next(
    mailbox: Mailbox, trouble: dict[str, str], error: type[Exception], words: str
) -> None:
    for name, one in trouble.items():
        setattr(mailbox, name, one)
    with pytest.raises(error, match=words) as failure:
        tell(at(mailbox), placement())
    assert type(failure.value) is error
    for private in ("school.test", PASSWORD, "Bakkerij"):
        assert private not in str(failure.value)
    assert len(mailbox.messages) == (trouble.get("close") == "after")


def test_of_two_recipients_none_gets_it_when_one_is_refused(mailbox: Mailbox) -> None:
    mailbox.rcpt, mailbox.times = "550 5.1.1 no", 1
    with pytest.raises(Rejected, match="recipient 1 of 2"):
        tell(at(mailbox), placement())
    assert mailbox.messages == []
    tell(at(mailbox), placement())
    assert len(mailbox.messages) == 1


def test_greylisting_passes_by_itself(mailbox: Mailbox) -> None:
    mailbox.rcpt, mailbox.times = "451 4.7.1 later", 1
    with pytest.raises(Retry):
        tell(at(mailbox), placement())
    tell(at(mailbox), placement())
    assert len(mailbox.messages) == 1


def test_the_check_logs_in_and_sends_nothing(mailbox: Mailbox) -> None:
    assert mail.check(at(mailbox)).ok
    with pytest.raises(AuthFailed):
        mail.check(at(mailbox, password="wrong"))
    assert mailbox.messages == []


def test_no_password_goes_to_a_server_with_a_certificate_of_somebody_else(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    with pytest.raises(Retry, match="SSLCertVerificationError"):
        mail.check(at(mailbox))
    assert mailbox.sessions == 0


def test_a_certificate_for_another_name_is_refused(mailbox: Mailbox) -> None:
    # The address is the same machine; the certificate knows no such name.
    with pytest.raises(Retry, match="SSLCertVerificationError"):
        mail.check(at(mailbox, host="127.0.0.1"))
    assert mailbox.sessions == 0


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "169.254.169.254", "10.0.0.1", "::1"])
def test_no_machine_of_a_private_network_is_called(mailbox: Mailbox, host: str) -> None:
    made = replace(at(mailbox, host=host), http=Http())
    with pytest.raises(Rejected, match="may not call"):
        mail.check(made)
    assert mailbox.sessions == 0


def test_a_server_that_is_silent_is_left(mailbox: Mailbox) -> None:
    mailbox.hold = 0.6
    made = replace(at(mailbox), http=Http(allow_private=True, seconds=0.2))
    with pytest.raises(Unknown):
        tell(made, placement())


def test_the_password_is_in_no_log(mailbox: Mailbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    tell(at(mailbox), placement())
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize("recipients", ["nobody", "a@b.test\r\nBcc: c@d.test", "é@b.test", "a@b.test\n<x>"])
def test_a_recipient_that_is_no_address_is_named_by_count(recipients: str) -> None:
    assert "no e-mail address" in mail.problems({"recipients": recipients})["recipients"]


def test_at_most_ten_recipients() -> None:
    many = "\n".join(f"a{number}@b.test" for number in range(11))
    assert "at most 10" in mail.problems({"recipients": many})["recipients"]
    assert mail.problems({"recipients": "a@b.test, c@d.test;a@b.test\n"}) == {}


def test_a_deletion_is_a_deletion() -> None:
    (gone,) = mail.plan(context({}).settings, None, {PART: Link("<x@y>")}, "placement-7")
    assert gone.verb is Verb.DELETE
