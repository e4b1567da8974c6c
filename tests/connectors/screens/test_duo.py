"""An administrator compares a school's file of DUO on a page; the file is nowhere afterwards."""

from __future__ import annotations

import json
import logging
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests.board.world import World
from winternship_connectors.screens import duo

LIST = "/admin/winternship_connectors/connection/"
PAGE = f"{LIST}duo/"
BSN = "900000012"


def lines(many: int = 1, separator: str = "|") -> bytes:
    """A file with so many placements that the board does not have."""
    rows = [
        "VLP|99XX|2026-08-01|2027-07-31|2026-11-23",
        *(
            f"BPV|{BSN}||INS1|POK{at}|2026-11-20|2027-02-01|2027-07-01||640|{100000001 + at}|25655|"
            for at in range(many)
        ),
        f"SLR|1|0|0|0|{many}|0|0|0|0",
    ]
    return "\n".join(rows).replace("|", separator).encode()


@pytest.fixture
def staff(world: World) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    return client


def give(client: Client, world: World, content: bytes, **more: Any) -> HttpResponse:
    file = SimpleUploadedFile("RO.CSV", content, "text/csv")
    given: Any = client.post(PAGE, {"school": world.ids["college"], "file": file, **more})
    return given  # type: ignore[no-any-return]


def text_of(reply: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


@pytest.mark.parametrize("separator", ["|", ";"])
def test_the_differences_are_shown_and_come_as_csv(staff: Client, world: World, separator: str) -> None:
    assert PAGE in staff.get(LIST).content.decode()
    reply = give(staff, world, lines(2, separator))
    assert "2 × only at DUO" in text_of(reply)
    assert "no-store" in reply.headers["Cache-Control"]
    (found,) = re.findall(r'<script id="wc-csv"[^>]*>(.*?)</script>', reply.content.decode())
    csv = give(staff, world, lines(2, separator), do="csv")
    assert csv.content.decode() == json.loads(found)
    assert csv.headers["Content-Type"].startswith("text/csv")
    assert csv.content.decode().splitlines()[1].startswith("only at DUO;;;2;POK0;;2027-02-01")


def test_a_file_without_differences_says_so(staff: Client, world: World) -> None:
    assert "No differences" in text_of(give(staff, world, lines(0)))


@pytest.mark.parametrize("broken", [False, True])
def test_a_large_file_leaves_no_temporary_file_and_no_number_of_a_person(
    staff: Client,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    broken: bool,
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100  # with the handlers of the host this file would go to disk

    def disk(*given: Any, **named: Any) -> Any:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", disk)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", disk)
    reply = give(staff, world, lines(30).replace(b"640", BSN.encode() if broken else b"640"))
    assert ("Line 2: Omvang" if broken else "30 × only at DUO") in text_of(reply)
    everything = reply.content.decode() + caplog.text
    if connection.vendor == "sqlite":
        everything += "".join(connection.connection.iterdump())
    assert BSN not in everything


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not whole"),
        (b"name;date\nx;y\n", "no Registratieoverzicht"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "Line 1: not UTF-8"),
        (lines(2).rpartition(b"\n")[0], "closing record (SLR) is missing"),
    ],
)
def test_a_wrong_file_is_told_in_words_and_nothing_is_compared(
    staff: Client, world: World, content: bytes, said: str
) -> None:
    told = text_of(give(staff, world, content))
    assert said in told
    assert "This file cannot be used" in told
    assert "Differences" not in told


def test_no_file_an_unknown_school_and_too_much_are_told(
    staff: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Choose a file first" in text_of(staff.post(PAGE, {"school": world.ids["college"]}))  # type: ignore[arg-type]
    assert "errorlist" in give(staff, world, lines(), school=99999).content.decode()
    monkeypatch.setattr(duo, "MOST", 500)
    assert "too large" in text_of(give(staff, world, lines(20)))


def test_of_a_request_that_is_too_large_no_file_is_kept(staff: Client, world: World) -> None:
    told = text_of(give(staff, world, lines() + b" " * duo.MOST))
    assert "too large: at most 16 MB" in told


def test_only_staff_with_the_permission_compare_and_not_from_another_site(
    client: Client, world: World
) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(get_user_model().objects.create_user("someone", password="x", is_staff=True))
    assert client.get(PAGE).status_code == 403
    assert give(client, world, lines()).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    assert give(strict, world, lines()).status_code == 403
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', strict.get(PAGE).content.decode())[-1]
    assert give(strict, world, lines(), csrfmiddlewaretoken=token).status_code == 200
