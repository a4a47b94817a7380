from itertools import product

import pytest

from timeline.clinical.catalogues.analytes import (
    all_analytes,
    analyte_name,
    complete_analyte,
    find_analyte,
)
from timeline.clinical.catalogues.tables import listed, rows
from timeline.clinical.catalogues.terms import folded
from timeline.clinical.units import convert, find_unit, one_spelling, same_unit

CODES = [row["unit"] for row in rows("units")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ng/mL", "ug/L"),
        ("ng/mL", "µg/L"),
        ("ng/ml", "μg/l"),
        ("U/mL", "kU/L"),
        ("kIU/L", "U/ml"),
        ("[arb'U]/mL", "U/mL"),
        ("mg/L", "mcg/mL"),
        ("g/L", "mg/mL"),
        ("10*9/L", "G/L"),
        ("x10⁹/L", "10^3/µL"),
        ("K/uL", "/nL"),
        ("10E9/L", "1000/mm^3"),
        ("AU/mL", "AU/ml"),
        ("copies/mL", "Copies / mL"),
    ],
)
def test_a_number_means_the_same_in_both_units(one: str, other: str) -> None:
    assert same_unit(one, other)
    assert one_spelling(one) == one_spelling(other)
    assert convert(4.6, one, other) == 4.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("g/L", "G/L"),  # grams, and 10^9 cells
        ("g/l", "G/L"),
        ("ng/mL", "mg/L"),
        ("U/mL", "U/L"),
        ("ng/mL", "nmol/L"),
        ("ng/mL", "copies/mL"),
        ("/uL", "/L"),
    ],
)
def test_units_of_another_number_are_kept_apart(one: str, other: str) -> None:
    assert not same_unit(one, other)
    assert one_spelling(one) != one_spelling(other)


@pytest.mark.parametrize("code", CODES)
def test_every_unit_is_found_by_each_of_its_spellings(code: str) -> None:
    (row,) = [row for row in rows("units") if row["unit"] == code]
    for spelling in (code, *listed(row["spellings"])):
        unit = find_unit(spelling)
        assert unit is not None, spelling
        assert unit.factor == pytest.approx(float(row["factor"]))


def test_over_the_whole_table_there_and_back_is_the_same_number() -> None:
    for one, other in product(CODES, repeat=2):
        _there_and_back(one, other)


def _there_and_back(one: str, other: str) -> None:
    start, end = find_unit(one), find_unit(other)
    assert start is not None
    assert end is not None
    there = convert(7.25, one, other)
    if start.quantity != end.quantity:
        assert there is None
        return
    assert there is not None
    assert there == pytest.approx(7.25 * start.factor / end.factor)
    assert convert(there, other, one) == pytest.approx(7.25)
    same = start.factor == pytest.approx(end.factor)
    assert same_unit(one, other) is same is same_unit(other, one)


@pytest.mark.parametrize(
    ("analyte", "unit", "to", "factor"),
    [  # factors as a public conversion table prints them
        ("creatinine", "mg/dL", "µmol/L", 88.4),
        ("bilirubin", "mg/dL", "umol/L", 17.1),
        ("calcium", "mg/dL", "mmol/L", 0.2495),
        ("cholesterol", "mg/dL", "mmol/L", 0.02586),
        ("cortisol", "µg/dL", "nmol/L", 27.59),
        ("estradiol", "pg/mL", "pmol/L", 3.671),
        ("Na", "mEq/L", "mmol/L", 1.0),
        ("Hb", "g/dL", "g/L", 10.0),
        ("albumin", "g/dL", "g/L", 10.0),
        ("PSA", "ng/mL", "µg/L", 1.0),
        ("LDH", "µkat/L", "U/L", 60.0),
    ],
)
def test_published_factors(analyte: str, unit: str, to: str, factor: float) -> None:
    there = convert(1.0, unit, to, analyte)
    assert there is not None
    assert there == pytest.approx(factor)
    assert convert(factor, to, unit, analyte) == pytest.approx(1.0)


def test_a_factor_of_one_analyte_is_no_factor_of_another() -> None:
    assert convert(1.0, "mg/dL", "umol/L", "CEA") is None
    assert convert(1.0, "mg/dL", "umol/L") is None
    assert convert(1.0, "mg/dL", "umol/L", "glucose") == pytest.approx(55.51)


def test_no_two_analytes_share_a_name_and_each_has_a_unit_and_a_source() -> None:
    names = [{folded(n) for n in (a.name, *a.aliases)} for a in all_analytes()]
    assert sum(map(len, names)) == len(set().union(*names))
    for analyte in all_analytes():
        assert analyte.source
        assert analyte.checked
        for bridge in analyte.bridges:
            assert find_unit(bridge.one)
            assert find_unit(bridge.other)
        if analyte.low is not None and analyte.high is not None:
            assert analyte.low < analyte.high


def test_an_analyte_has_one_name_and_says_whether_it_is_a_marker() -> None:
    assert analyte_name("M protein") == analyte_name("M-protein") == "M-protein"
    assert analyte_name("WBC") == "leucocytes"
    assert "creatinine" in complete_analyte("crea")
    ldh = find_analyte("lactate dehydrogenase")
    assert ldh is not None
    assert not ldh.marker
