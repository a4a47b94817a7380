"""What one HER2 test cannot hold, and which records were taken with it."""

import pytest

from timeline.case.assay_vocabulary import Her2Method
from timeline.case.checks import entry_problems
from timeline.case.her2_methods import foreign_fields, method_of
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient


def her2(**values: object) -> Her2Test:
    return Her2Test.model_validate({"id": "t", **values})


@pytest.mark.parametrize(
    ("values", "foreign"),
    [
        ({"method": "IHC", "ihc_score": "2+", "ish_ratio": 2.4}, (("ish_ratio",),)),
        ({"method": "IHC", "ish_ratio": 2.4}, (("ish_ratio",),)),
        ({"ihc_score": "2+", "her2_copies": 6.0}, (("her2_copies",),)),
        ({"method": "FISH", "ihc_score": "3+", "ish_ratio": 2}, (("ihc_score",),)),
        ({"method": "NGS", "ngs_fold": 7.4, "ihc_score": "3+"}, (("ihc_score",),)),
        ({"method": "serum ECD", "ecd": 15, "ihc_score": "3+"}, (("ihc_score",),)),
        ({"method": "HER2 PET", "ecd": 15}, (("ecd",),)),
        (
            {"method": "IHC", "ish_ratio": 2, "cep17_copies": 3, "variants": ["S310F"]},
            (("ish_ratio", "cep17_copies"), ("variants",)),
        ),
        ({"method": "IHC", "ihc_score": "2+", "ihc_cells": 40}, ()),
        ({"method": "FISH", "ish_ratio": 2, "her2_copies": 6, "cep17_copies": 3}, ()),
        ({"method": "FISH on CTC", "her2_copies": 6}, ()),
        ({"method": "digital PCR", "ngs_copy_number": 6}, ()),
        ({"ish_ratio": 2.4}, ()),
        ({"method": "IHC", "result_reported": "positive"}, ()),
        ({}, ()),
    ],
)
def test_values_of_another_method(
    values: dict[str, object], foreign: tuple[tuple[str, ...], ...]
) -> None:
    test = her2(**values)
    assert foreign_fields(test) == foreign
    problems = entry_problems(test)
    assert [problem.field for problem in problems] == [f[0] for f in foreign[:1]]


def test_the_sentence_names_the_fields_and_says_what_to_do() -> None:
    (problem,) = entry_problems(her2(method="IHC", ihc_score="2+", ish_ratio=2.4))
    assert (problem.record, problem.field) == ("t", "ish_ratio")
    assert problem.message.startswith("ISH ratio: of another method than IHC")
    assert "HER2 test of its own, with the same specimen date" in problem.message


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ish_probe": "single probe", "ish_ratio": 2.1}, "ish_probe"),
        ({"ish_probe": "single probe", "cep17_copies": 2.1}, "ish_probe"),
        ({"ish_probe": "single probe", "her2_copies": 6.1}, None),
        ({"ish_probe": "dual probe", "ish_ratio": 2.1}, None),
        ({"ihc_score": "1+", "ultralow": "yes"}, "ultralow"),
        ({"ihc_score": "0", "ultralow": "yes"}, None),
        ({"ihc_score": "1+", "ultralow": "no"}, None),
        ({"ultralow": "yes"}, None),
    ],
)
def test_fields_of_one_method_that_exclude_each_other(
    values: dict[str, object], field: str | None
) -> None:
    problems = entry_problems(her2(**values))
    assert [problem.field for problem in problems] == [field] * (field is not None)


def test_what_was_stored_so_may_be_corrected_elsewhere() -> None:
    stored = her2(method="IHC", ihc_score="2+", ish_ratio=2.4)
    corrected = stored.changed(laboratory="other")
    assert entry_problems(corrected, stored) == ()
    worse = stored.changed(ecd=15)
    assert len(entry_problems(worse, stored)) == 1


def test_other_kinds_are_not_concerned() -> None:
    assert entry_problems(Patient(id="p", code="P-1")) == ()


def test_a_method_follows_where_only_one_gives_the_field() -> None:
    assert method_of("ihc_cells") is Her2Method.IHC
    assert method_of("ecd") is Her2Method.SERUM_ECD
    assert method_of("ish_ratio") is None
    assert method_of("ngs_fold") is None
