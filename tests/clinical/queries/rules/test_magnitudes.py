import pytest

from clinical.rule_examples import Example, asked, check, line, marker
from clinical.small_case import record
from timeline.case.record import Entry
from timeline.clinical.catalogues.usual_doses import usual_doses
from timeline.clinical.queries.rules import magnitudes
from timeline.clinical.queries.rules.magnitudes import off_by


def deruxtecan(
    record_id: str, dose: float, unit: str = "mg/kg", **more: object
) -> Entry:
    values = {"line": "line", "drug": "T-DXd", "dose": dose, "dose_unit": unit}
    return record("drug_course", record_id, **{**values, **more})


def ca19_9(*values: float) -> tuple[Entry, ...]:
    return tuple(
        marker(f"m{month}", value=value, date=f"2023-{month:02d}-01")
        for month, value in enumerate(values, start=1)
    )


EXAMPLES = (
    Example(
        magnitudes.dose_magnitude,
        (line(), deruxtecan("a", 54), deruxtecan("b", 4.4, drug="Enhertu")),
        ("dose-magnitude:a:dose",),
        (line(), deruxtecan("a", 5.4), deruxtecan("b", 4.4), deruxtecan("c", 54, "mg")),
    ),
    Example(
        magnitudes.dose_and_catalogue,
        (line(), deruxtecan("a", 80, drug="Herceptin")),
        ("dose-and-catalogue:a:dose",),
        (line(), deruxtecan("a", 79, drug="Herceptin"), deruxtecan("b", 80)),
    ),
    Example(
        magnitudes.value_magnitude,
        ca19_9(10000, 4120, 2.26, 1140, 655),
        ("value-magnitude:m3:value",),
        ca19_9(10000, 4120, 2260, 1140, 655),
    ),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_asks_where_it_should(example: Example) -> None:
    check(example)


@pytest.mark.parametrize(
    ("values", "powers"),
    [
        ((50, 500, 50), 1),
        ((50, 5, 50), -1),
        ((12, 1200, 15), 2),
        ((50, 250, 50), None),  # a rise of five times is no slip of the decimal sign
        ((400, 40, 20), None),  # it goes on falling
        ((400, 40, 90), None),  # a nadir: tenfold below one, twofold below the other
        ((50, 1600, 50), None),  # 32 times is near neither 10 nor 100
        ((50, 5e5, 50), None),
    ],
)
def test_what_is_off_by_a_power_of_ten(
    values: tuple[float, float, float], powers: int | None
) -> None:
    assert off_by(*values) == powers


def test_a_steroid_that_is_tapered_is_not_asked_about() -> None:
    steroid = [deruxtecan(str(dose), dose, "mg", drug="prednisone") for dose in (60, 5)]
    assert asked(magnitudes.dose_magnitude, line(), *steroid) == []


@pytest.mark.parametrize(("last", "asks"), [("2024-01-01", 1), ("2024-01-02", 0)])
def test_values_more_than_a_year_apart_are_no_neighbours(last: str, asks: int) -> None:
    values = (*ca19_9(300, 20), marker("last", value=410, date=last))
    assert len(asked(magnitudes.value_magnitude, *values)) == asks


def test_two_values_of_a_day_that_differ_are_no_neighbours() -> None:
    # which of 400 and 40 is right is asked already
    values = (*ca19_9(380, 400, 390), marker("m4", value=40, date="2023-02-01"))
    assert asked(magnitudes.value_magnitude, *values) == []


def test_the_doses_of_the_catalogue_are_those_of_its_regimens() -> None:
    """ToGA: 8 mg/kg once, then 6; high dose: then 10; case report: 6 every 3 weeks."""
    assert usual_doses()["trastuzumab", "mg/kg"] == (6, 8, 10)
    assert usual_doses()["pembrolizumab", "mg"] == (200,)
