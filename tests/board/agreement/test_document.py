"""The agreement as people get it: complete, tagged, in both languages, and for nobody else."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html as lxml_html

from tests.board.world import START, World, edit, sign, step
from winternship_board import api
from winternship_board.agreement.giving import agreement_document
from winternship_board.agreement.words import LABELS
from winternship_board.models import Agreement, ContactMoment, LearningPlanWeek
from winternship_core.facts import load_facts
from winternship_core.placements import Said
from winternship_core.placements.contents import CONTENT_KEYS

pytest.importorskip("weasyprint")
pypdf = pytest.importorskip("pypdf")


def text_of(world: World, pk: int, language: str = "en", by: str = "carla") -> str:
    paper = agreement_document(world.people[by], pk, language=language)
    tree = lxml_html.fromstring(paper.content.decode())
    for style in tree.iter("style"):
        style.text = ""
    return " ".join(" ".join(tree.itertext()).split())


def pdf_of(world: World, pk: int, language: str = "en", by: str = "carla") -> Any:
    paper = agreement_document(world.people[by], pk, language=language, form="pdf")
    return pypdf.PdfReader(io.BytesIO(paper.content))


@pytest.fixture
def signing(world: World) -> World:
    """An agreement for a student under 18, frozen, with a plan and a talk in its annex."""
    world.vacancy(hours_per_week=32)
    placement = world.prepared("noor")
    LearningPlanWeek.objects.create(
        placement_id=placement, week=1, goal="Know the bakery", tasks=["B1-K1-W1"]
    )
    ContactMoment.objects.create(placement_id=placement, kind="start", mode="visit", planned_on=START)
    made = api.create(world.carla, "agreement", {"placement": placement})
    complete(world, made.id)
    step(world.carla, "agreement", made.id, "send to company to check data")
    step(world.carla, "agreement", made.id, "send for signing")
    world.ids["agreement"] = made.id
    return world


def complete(world: World, pk: int, **more: object) -> None:
    contents = dict(api.see(world.carla, "agreement", pk).fields["contents"])  # type: ignore[call-overload]
    contents |= {
        "assessment_way": "The school's form, after a talk.",
        "early_ending_conditions": "After a talk of all three.",
        "trainer_name": "Wim Bakker",
        **more,
    }
    edit(world.carla, "agreement", pk, {"contents": contents})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_item_of_the_law_is_in_the_document_in_both_languages(signing: World, language: str) -> None:
    row = Agreement.objects.get(pk=signing.ids["agreement"])
    told = text_of(signing, row.pk, language)
    printed = " ".join(
        "".join(page.extract_text() for page in pdf_of(signing, row.pk, language).pages).split()
    )

    for key in CONTENT_KEYS:
        value = row.contents[key]
        if key in {"starts_on", "ends_on"}:
            value = {
                ("starts_on", "nl"): "1 februari 2027",
                ("ends_on", "nl"): "30 juni 2027",
                ("starts_on", "en"): "1 February 2027",
                ("ends_on", "en"): "30 June 2027",
            }[key, language]
        elif key == "route":
            value = {"nl": "stage (bol)", "en": "internship"}[language]
        for one in value if isinstance(value, list) else [value]:
            assert str(one) in told, key
            assert str(one) in printed, key
        if key != "work_processes":
            assert LABELS[key].in_language(language) in told
    assert "Bakes bread" in told
    assert "Know the bakery" in told
    assert {"nl": "1 februari 2027: begin, bezoek", "en": "1 February 2027: start, visit"}[language] in told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pdf_is_tagged_has_its_language_and_headers_with_a_scope(signing: World, language: str) -> None:
    root = pdf_of(signing, signing.ids["agreement"], language).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    tags = list(elements(root["/StructTreeRoot"]))
    names = [one["/S"] for one in tags]
    assert names.count("/H1") == 1
    assert names.count("/H2") >= 6
    assert "/Table" in names
    headers = [one for one in tags if one["/S"] == "/TH"]
    assert headers
    assert all(one["/A"]["/Scope"] in ("/Row", "/Column") for one in headers)


def elements(tag: Any) -> Iterator[Any]:
    kids = tag.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(one, dict) and "/S" in one:
            yield one
            yield from elements(one)


def test_four_signers_in_order_with_their_state_and_an_adult_needs_no_guardian(signing: World) -> None:
    pk = signing.ids["agreement"]
    sign(signing.noor, pk)
    sign(signing.pat, pk)
    rows = rows_of(signing, pk)

    assert [row[1] for row in rows] == ["Student", "School", "Company", "Parent or guardian"]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert rows[3][2] == "pat"
    assert ["not signed yet" in row[3] for row in rows] == [False, True, True, False]
    assert "on a screen" in rows[0][3]

    signing.ids.pop("vacancy")
    signing.vacancy()
    _, adult = signing.signing("sam")
    assert [row[1] for row in rows_of(signing, adult)] == ["Student", "School", "Company"]


def rows_of(world: World, pk: int) -> list[list[str]]:
    paper = agreement_document(world.carla, pk, language="en")
    tree = lxml_html.fromstring(paper.content.decode())
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in tree.xpath("//table[@class='signers']/tbody/tr")
    ]


def test_a_paper_signing_is_told_as_such(signing: World) -> None:
    pk = signing.ids["agreement"]
    scan = api.create(
        signing.carla,
        "document",
        {
            "placement": Agreement.objects.get(pk=pk).placement_id,
            "kind": "agreement",
            "name": "scan.pdf",
            "storage_key": "x/1",
            "digest": "0" * 64,
        },
    )
    edit(signing.carla, "agreement", pk, {"scan": scan.id})
    row = Agreement.objects.get(pk=pk)
    api.record_paper_signing(
        signing.carla,
        pk,
        version=row.version,
        parties=[api_role(one) for one in row.signatories],
        on=dt.date(2026, 11, 24),
    )
    assert all("on paper" in row[3] for row in rows_of(signing, pk))
    assert "Signed and in force" in text_of(signing, pk)


def api_role(code: str) -> Any:
    from winternship_core.placements import Role

    return Role(code)


def test_rules_for_minors_are_read_as_they_were_when_it_was_frozen(
    signing: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk, facts = signing.ids["agreement"], load_facts()
    before = text_of(signing, pk)
    for fact in ("POK-1", "LIA-1", "SAF-3", "POK-7"):
        assert " ".join(facts[fact].text.en.split()) in before
        assert facts[fact].lasting_label("en") in before

    def other_rules() -> Any:
        raise AssertionError("a frozen document asks nobody for its rules")

    monkeypatch.setattr("winternship_board.agreement.annexes.load_facts", other_rules)
    assert text_of(signing, pk) == before


def test_a_draft_says_so_and_shows_what_is_missing(world: World) -> None:
    world.vacancy()
    made = api.create(world.carla, "agreement", {"placement": world.prepared()})
    told = text_of(world, made.id)

    assert "Draft: do not sign yet" in told
    assert "not filled in yet" in told
    assert "fingerprint" not in told
    assert "Concept: nog niet tekenen" in text_of(world, made.id, "nl")


def test_the_same_version_gives_the_same_bytes(signing: World) -> None:
    pk = signing.ids["agreement"]
    first, again = (agreement_document(signing.carla, pk, form="pdf").content for _ in range(2))
    assert first == again
    assert agreement_document(signing.carla, pk, form="pdf", language="en").content != first


def test_a_stay_abroad_has_its_annex_with_all_fields_and_levels(world: World) -> None:
    world.vacancy(languages={"en:speak": {"level": "B1", "reason": "clients"}})
    edit(api.SYSTEM, "student", world.ids["sam"], {"languages": {"en:speak": "B2", "nl:read": "C1"}})
    placement = world.prepared()
    fields = {
        "sending_country": "NL",
        "host_country": "DE",
        "mobility_type": "long stay",
        "outcomes": "Bakes rye bread.",
        "programme_text": "Four weeks at the oven.",
        "monitoring": "A call every Friday.",
        "validation": "By the school's form.",
        "insurance": "Through the school.",
        "mentor": "Anke Roggenmeister",
        "europass": "requested",
    }
    api.create(world.carla, "international", {"placement": placement, **fields})
    made = api.create(world.carla, "agreement", {"placement": placement})
    complete(world, made.id)
    step(world.carla, "agreement", made.id, "send to company to check data")
    step(world.carla, "agreement", made.id, "send for signing")
    told = text_of(world, made.id)

    in_words = fields | {"sending_country": "Netherlands", "host_country": "Germany"}
    assert all(value in told for value in in_words.values())
    assert "English: speaking B2; Dutch: reading C1" in told
    assert "English: speaking B1" in told
    assert load_facts()["INT-3"].text.en.split(".")[0] in told
    dutch = text_of(world, made.id, "nl")
    assert "Engels: spreken B2; Nederlands: lezen C1" in dutch
    assert "Land van het bedrijf Duitsland" in dutch


def test_an_amendment_tells_what_changes_and_leaves_the_signed_version_alone(signing: World) -> None:
    pk = signing.ids["agreement"]
    for who in ("noor", "carla", "bo", "pat"):
        sign(signing.people[who], pk)
    before = text_of(signing, pk)
    placement = Agreement.objects.get(pk=pk).placement_id
    new = api.create(signing.carla, "agreement", {"placement": placement})
    complete(signing, new.id, trainer_name="Wes Wafel", ends_on="2027-07-15")
    told = text_of(signing, new.id)

    assert "Amendment of version 1" in told
    assert "Workplace trainer Wim Bakker Wes Wafel" in told
    assert "Ends on 30 June 2027 15 July 2027" in told
    assert text_of(signing, pk) == before
    assert "Wes Wafel" not in before


def test_what_people_wrote_is_text_never_markup(world: World) -> None:
    world.vacancy()
    made = api.create(world.carla, "agreement", {"placement": world.prepared()})
    complete(world, made.id, assessment_way="<script>alert(1)</script> & <b>bold</b>")
    page = agreement_document(world.carla, made.id).content.decode()

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold" in page
    assert "<script>alert(1)</script>" in "".join(p.extract_text() for p in pdf_of(world, made.id).pages)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("noor", True),
        ("pat", True),
        ("carla", True),
        ("tess", True),
        ("bo", True),
        ("wim", True),
        ("sam", False),
        ("finn", False),
        ("cas", False),
        ("tom", False),
        ("vera", False),
        ("gus", False),
        ("wes", False),
        ("broker east", False),
        ("pim", False),
        ("admin", False),
    ],
)
def test_who_may_have_the_document(signing: World, name: str, may: bool) -> None:
    pk = signing.ids["agreement"]
    if may:
        assert b"Noor Jansen" in agreement_document(signing.people[name], pk).content
        return
    with pytest.raises(api.NotFound):
        agreement_document(signing.people[name], pk)


def test_a_look_at_the_document_of_a_minor_is_noted(signing: World) -> None:
    before = len(api.access_log(signing.noor, signing.ids["noor"]))
    agreement_document(signing.bo, signing.ids["agreement"])
    assert len(api.access_log(signing.noor, signing.ids["noor"])) == before + 1


def test_a_file_name_tells_no_person_and_other_forms_are_refused(signing: World) -> None:
    paper = agreement_document(signing.carla, signing.ids["agreement"], language="en", form="pdf")
    assert paper.name.startswith("agreement-")
    assert "noor" not in paper.name.lower()
    with pytest.raises(api.BadValue, match="html, pdf"):
        agreement_document(signing.carla, signing.ids["agreement"], form="doc")
    with pytest.raises(api.BadValue, match="nl, en"):
        agreement_document(signing.carla, signing.ids["agreement"], language="fr")


def test_a_refused_agreement_keeps_its_document(signing: World) -> None:
    pk = signing.ids["agreement"]
    step(signing.noor, "agreement", pk, "refuse", Said(reason="The days are wrong."))
    assert "Refused" in text_of(signing, pk)
