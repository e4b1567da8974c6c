"""Every model says how private it is and how long it is kept; no personal field goes unmarked, and some never exist."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from winternship_board.kinds import KINDS
from winternship_board.models import Person, StudentProfile
from winternship_board.models.base import CLASSES, AppendOnly, Marked
from winternship_board.policy import POLICY
from winternship_core.placements.retention import Keep

MODELS = list(apps.get_app_config("winternship_board").get_models())
# Whoever has one of these names holds something about a person, unless the model says it is an organisation's.
TELLING = {
    "name",
    "email",
    "phone",
    "text",
    "subject",
    "reason",
    "note",
    "private_note",
    "student_view",
    "facts",
}
NEVER = {
    "bsn",
    "birth_date",
    "date_of_birth",
    "birthplace",
    "nationality",
    "gender",
    "sex",
    "religion",
    "health",
    "diagnosis",
    "disability",
    "photo",
    "passport",
    "id_copy",
    "iban",
    "ethnicity",
    "criminal_record",
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_has_its_marks(model: type[Marked]) -> None:
    assert issubclass(model, Marked)
    assert model.DATA_CLASS in CLASSES
    assert model.KEEP in {*Keep} or (model.KEEP == "" and model.DATA_CLASS == "N")
    names = {field.name for field in model._meta.fields}
    assert set(model.PERSONAL) <= names
    assert (model.__doc__ or "").strip()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_points_at_a_person_or_tells_of_one_is_marked(model: type[Marked]) -> None:
    points = {
        field.name
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.related_model in (Person, StudentProfile)
    }
    telling = {field.name for field in model._meta.fields if field.name in TELLING}
    if model.DATA_CLASS in ("O", "N"):
        telling = set()

    assert (points | telling) - set(model.PERSONAL) == set()
    if model.PERSONAL:
        assert model.DATA_CLASS != "N"


def test_what_is_never_kept_has_no_column() -> None:
    columns = {field.name for model in MODELS for field in model._meta.fields}

    assert columns & NEVER == set()
    assert StudentProfile._meta.get_field("pc4").max_length == 4


def test_the_matching_engine_would_refuse_no_field_of_the_feed() -> None:
    protected = pytest.importorskip("winternship_core.matching.protected")
    records = pytest.importorskip("winternship_core.matching.records")

    protected.check_names(records.Student.__dataclass_fields__)
    with pytest.raises(Exception, match="date_of_birth"):
        protected.check_names(["date_of_birth"])


def test_every_field_of_a_kind_stands_in_exactly_one_group_of_the_table_of_rights() -> None:
    for kind in KINDS.values():
        grouped = [name for fields in POLICY.permissions.groups[kind.name].values() for name in fields]
        assert len(grouped) == len(set(grouped)), kind.name
        columns = {field.name for field in kind.model._meta.fields} - {"id", "version", "open_key"}
        assert columns <= set(grouped) | unlisted(kind.name), kind.name
        editable = set().union(*kind.edits.values())
        assert editable <= set(grouped), kind.name
    assert set(KINDS) == set(POLICY.permissions.groups)


def unlisted(kind: str) -> set[str]:
    """Columns that the table need not name: they point back at what the row hangs on."""
    hidden: dict[str, set[str]] = {"application": {"school", "student"}, "signal": set()}
    return hidden.get(kind, set())


def test_the_log_and_signatures_cannot_be_changed_by_code(db: None) -> None:
    only_added = [model for model in MODELS if issubclass(model, AppendOnly)]

    assert {"Event", "Signature", "Consent", "AccessEntry"} <= {model.__name__ for model in only_added}
    row: Any = apps.get_model("winternship_board", "Event").objects.create(
        stream="x:1", sequence=1, kind="x", object_id=1, action="create", version=1, by_role="SY"
    )
    row.action = "something else"
    with pytest.raises(Exception, match="never changed"):
        row.save()
    with pytest.raises(Exception, match="never changed"):
        row.delete()


def test_a_personal_name_never_shows_in_the_name_of_a_row() -> None:
    for model in MODELS:
        used = set(model.__str__.__code__.co_names)
        assert used & set(model.PERSONAL) <= {"role", "student", "thread"}, model
