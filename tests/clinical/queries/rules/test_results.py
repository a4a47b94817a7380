import pytest

from clinical.rule_examples import (
    ADRENAL,
    Example,
    asked,
    check,
    finding,
    marker,
    operation,
)
from clinical.small_case import record
from timeline.clinical.queries.rules import results

EXAMPLES = (
    Example(
        results.grade,
        (record("adverse_event", "ae", term="Fatigue"),),
        ("grade:ae:grade",),
        (record("adverse_event", "ae", term="Fatigue", grade=2),),
    ),
    Example(
        results.ctcae_version,
        (record("adverse_event", "ae", term="Fatigue", grade=2),),
        ("ctcae-version:ae:ctcae_version",),
        (record("adverse_event", "ae", term="Fatigue", grade=2, ctcae_version="5.0"),),
    ),
    Example(
        results.undefined_grade,
        (record("adverse_event", "ae", term="Fatigue", grade=4, ctcae_version="5.0"),),
        ("undefined-grade:ae:grade",),
        (
            record("adverse_event", "a", term="Fatigue", grade=3, ctcae_version="5.0"),
            record("adverse_event", "b", term="Fatigue", grade=4, ctcae_version="3.0"),
            record("adverse_event", "c", term="fatigue", grade=4),
            record("adverse_event", "d", term="tired", grade=4, ctcae_version="5.0"),
        ),
    ),
    Example(
        results.measured_value,
        (finding("biomarker", method="TMB", result="TMB-high"),),
        ("value:f:result",),
        (finding("biomarker", method="TMB", result="TMB-high, 14 mut/Mb"),),
    ),
    Example(
        results.figure_only,
        (finding("biomarker", figure_only=True),),
        ("figure-only:f",),
        (finding("biomarker", result="14 mut/Mb"),),
    ),
    Example(
        results.marker_series,
        (marker(),),
        ("series:m",),
        (marker("a", date="2020-01"), marker("b", date="2020-02", analyte="CA199")),
    ),
    Example(
        results.marker_limit,
        (marker(),),
        ("upper-limit:m:upper_limit",),
        (marker(upper_limit=37),),
    ),
    Example(
        results.mixed_assays,
        (marker("a", assay="Roche"), marker("b", assay="Abbott", analyte="CA199")),
        ("mixed-assays:CA19-9",),
        (marker("a", assay="Roche"), marker("b", assay="Roche")),
    ),
    Example(
        results.biopsy_result,
        (ADRENAL, operation(type="biopsy", lesion="adrenal")),
        ("biopsy-result:op",),
        (
            ADRENAL,
            operation(type="biopsy", lesion="adrenal"),
            finding("pathology", lesion="adrenal", result="adenocarcinoma"),
        ),
    ),
    Example(
        results.biopsy_result,
        (
            ADRENAL,
            operation(type="biopsy", lesion="adrenal"),
            record("specimen", "s", type="biopsy", lesion="adrenal"),
        ),
        ("biopsy-result:op",),
        (
            ADRENAL,
            operation(type="biopsy", lesion="adrenal"),
            record("specimen", "s", lesion="adrenal", histology="adenocarcinoma"),
        ),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


@pytest.mark.parametrize("result", ["MSS", "KRAS wild type", "IDH1 mutated"])
def test_a_category_is_complete_without_a_number(result: str) -> None:
    assert asked(results.measured_value, finding("biomarker", result=result)) == []


@pytest.mark.parametrize(
    ("name", "unit", "use"),
    [
        ("CA199", "U/mL", "a setting of 37 is used"),
        ("CEA", "ng/mL", "a setting of 5 is used"),  # from the catalogue of analytes
        ("CEA", "copies/mL", "none is assumed"),
        ("CA72-4", "U/mL", "none is assumed"),
    ],
)
def test_a_limit_that_is_not_stated_is_a_setting_or_none(
    name: str, unit: str, use: str
) -> None:
    (query,) = asked(results.marker_limit, marker(analyte=name, unit=unit))
    assert use in query.text


@pytest.mark.parametrize("result", ["Ki-67 high", "HER2-high", "grade II", ""])
def test_a_number_in_a_name_is_no_value(result: str) -> None:
    found = asked(results.measured_value, finding("biomarker", result=result))
    assert [query.key for query in found] == ["value:f:result"]
