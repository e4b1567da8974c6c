"""What every writer stands on: ids, XML, archives, losses, options."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
import zipfile

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from winternship_core.text import Text
from winternship_export import ids
from winternship_export.errors import ExportError, OptionError, UnwritableText
from winternship_export.losses import Losses
from winternship_export.options import parse_options
from winternship_export.pack import tar_gzipped, unpacked, zipped
from winternship_export.xmlkit import Maker, dump, parse

FILES = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?\.(xml|html|png)", fullmatch=True), st.binary(max_size=60)
)


# --- ids ---


def test_an_id_depends_on_the_keys_alone_and_tells_them_apart() -> None:
    assert ids.hex_id("win", "W5.2") == ids.hex_id("win", "W5.2")
    assert ids.hex_id("win", "W5", ".2") != ids.hex_id("win", "W5.2")
    assert ids.hex_id("win", "W5.2") != ids.hex_id("broker", "W5.2")


@given(st.text(max_size=20), st.text(max_size=20))
def test_ids_have_the_form_their_formats_ask_for(work: str, key: str) -> None:
    assert len(ids.hex_id(work, key)) == 32
    assert 0 < ids.int_id(work, key) <= 2**48
    assert not ids.xml_id(work, key)[0].isdigit()
    assert ids.guid(work, key)[14] == "5"


def test_two_things_with_one_id_stop_the_export() -> None:
    distinct = ids.Distinct(lambda work, *path: 7, "win")
    distinct("a")
    distinct("a")

    with pytest.raises(ExportError, match="b and a would get the same id"):
        distinct("b")


# --- XML ---


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40))
def test_any_text_comes_back(text: str) -> None:
    assume("\ufffe" not in text and "\uffff" not in text)
    read = parse(dump(Maker("urn:x")("title", text, about=text)))

    assert (read.text or "", read.get("about")) == (text, text)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe"])
def test_what_no_xml_can_hold_is_refused_by_name(character: str) -> None:
    with pytest.raises(
        UnwritableText, match=f"U.{ord(character):04X} cannot be written .* take it out of: a"
    ):
        Maker()("title", f"a{character}b")


def test_the_declaration_has_double_quotes_within_the_first_bytes() -> None:
    assert dump(Maker()("a")).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')


def test_a_maker_knows_prefixes_and_leaves_nothing_out_but_nothing() -> None:
    make = Maker("urn:default", adlcp="urn:other")
    element = make(
        "item",
        None,
        make("adlcp:masteryscore", "60"),
        ["a", {"xml:lang": "nl"}],
        adlcp__scormtype="sco",
        for_=None,
    )

    assert etree.tostring(element).decode() == (
        '<item xmlns="urn:default" xmlns:adlcp="urn:other" adlcp:scormtype="sco" xml:lang="nl">'
        "<adlcp:masteryscore>60</adlcp:masteryscore>a</item>"
    )


def test_a_file_of_others_cannot_reach_out() -> None:
    data = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'

    assert (parse(data).text or "") == ""


# --- archives ---


@given(FILES)
def test_an_archive_gives_back_its_files(files: dict[str, bytes]) -> None:
    assert unpacked(zipped(files)) == files
    assert unpacked(tar_gzipped(files)) == files


def test_the_order_in_which_files_were_made_does_not_matter() -> None:
    files = {"b.xml": b"2", "a.xml": b"1", "mimetype": b"x"}
    other = dict(reversed(files.items()))

    assert zipped(files, first=["mimetype"]) == zipped(other, first=["mimetype"])
    assert tar_gzipped(files) == tar_gzipped(other)
    assert zipfile.ZipFile(io.BytesIO(zipped(files, first=["mimetype"]))).namelist() == [
        "mimetype",
        "a.xml",
        "b.xml",
    ]


def test_media_are_stored_and_text_is_deflated() -> None:
    archive = zipfile.ZipFile(io.BytesIO(zipped({"a.png": b"x" * 99, "a.xml": b"x" * 99})))

    assert archive.getinfo("a.png").compress_type == zipfile.ZIP_STORED
    assert archive.getinfo("a.xml").compress_type == zipfile.ZIP_DEFLATED


@pytest.mark.parametrize("name", ["../out.xml", "/etc/out.xml", "a/../../out.xml"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="leads out of the archive"):
        unpacked(zipped({name: b""}))


def test_links_in_an_archive_are_not_followed() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        link = tarfile.TarInfo("a.xml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)

    assert unpacked(buffer.getvalue()) == {}


def test_the_same_bytes_come_out_in_another_process_with_another_seed_and_zone() -> None:
    code = (
        "import hashlib,sys;from winternship_export.pack import *;"
        "f={n:n.encode()*9 for n in {'a','b','c','d','e'}};"
        "sys.stdout.write(hashlib.sha1(zipped(f)+tar_gzipped(f)).hexdigest())"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("999", "Asia/Tokyo"))
    }

    assert len(outcomes) == 1


# --- losses ---


def test_losses_are_told_once_and_grouped_by_their_reason() -> None:
    losses, why = Losses(), (Text("te groot.", "too large."), Text("Een link.", "A link."))
    for key in ("a", "b", "a"):
        losses.left_out("lesson", key, *why)
    losses.changed("quiz", "q", *why)

    assert losses.keys("lesson") == {"a", "b"}
    assert losses.keys("quiz") == frozenset()
    assert losses.report("nl").splitlines() == [
        "- les a, b (weggelaten): te groot. Een link.",
        "- toets q (anders): te groot. Een link.",
    ]
    assert [row["key"] for row in json.loads(losses.as_json())["losses"]] == ["a", "b", "q"]


# --- options ---


def test_the_way_of_the_activities_follows_the_format_and_the_tool() -> None:
    assert parse_options(("blocks", "lti", "paper")).activities == "blocks"
    assert parse_options(("paper", "lti")).activities == "paper"
    assert parse_options(("paper", "lti"), tool_url="https://tool.example.org").activities == "lti"
    assert parse_options(("paper",), tool_url="https://tool.example.org").activities == "paper"
    assert (
        parse_options(("lti",), "lti", "https://tool.example.org/lti/launch").tool_url
        == "https://tool.example.org"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"activities": "blocks"},
            "activities='blocks' is not possible in this format; choose from paper, lti",
        ),
        ({"activities": "lti"}, "needs the tool's address"),
        ({"tool_url": "ftp://x"}, "must look like https://tool.example.org, received 'ftp://x'"),
        ({"tool_url": "https://a:b@x"}, "must look like"),
        ({"pass_mark": 0}, "from 1 to 100 percent, received 0"),
        ({"pass_mark": 101}, "received 101"),
    ],
)
def test_options_that_cannot_be_are_refused_with_what_is_allowed(
    options: dict[str, object], message: str
) -> None:
    with pytest.raises(OptionError, match=message.replace("'", ".")):
        parse_options(("paper", "lti"), **options)  # type: ignore[arg-type]
