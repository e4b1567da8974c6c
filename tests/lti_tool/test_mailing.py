"""The one setting that names a mail server."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from winternship_board import api
from winternship_lti import board_jobs
from winternship_lti.mailing import mail_from_url


def test_an_address_becomes_the_settings_of_django() -> None:
    told = mail_from_url("smtps://ann%40x:p%3Aw@mail.example.nl")
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("mail.example.nl", 465)
    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"]) == ("ann@x", "p:w")
    assert (told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"]) == (True, False)
    assert mail_from_url("smtp://mail.example.nl")["EMAIL_USE_TLS"] is True
    assert mail_from_url("smtp://127.0.0.1:2525")["EMAIL_USE_TLS"] is False
    assert str(mail_from_url("")["EMAIL_BACKEND"]).endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    "url", ["mail.example.nl", "http://mail", "smtp://", "smtp://h:port", "smtp://n:secret@h/path"]
)
def test_another_address_is_refused_without_repeating_a_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="WINTERNSHIP_MAIL") as refused:
        mail_from_url(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(("hour", "sends"), [(6, False), (7, True), (19, True), (20, False)])
def test_mail_goes_by_day_and_only_with_a_server(
    hour: int, sends: bool, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    sent: list[int] = []
    at = timezone.make_aware(dt.datetime(2026, 11, 25, hour, 30))
    monkeypatch.setattr(board_jobs.timezone, "localtime", lambda: at)
    monkeypatch.setattr(api.digests, "send_digests", lambda: sent.append(hour))
    settings.EMAIL_BACKEND = mail_from_url("")["EMAIL_BACKEND"]  # type: ignore[attr-defined]
    board_jobs.send_mail()
    assert sent == [], "no server, no mail"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    board_jobs.send_mail()
    assert bool(sent) is sends
