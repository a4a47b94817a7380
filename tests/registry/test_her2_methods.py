"""A HER2 record of two methods that stands so already is read and can be edited."""

from pathlib import Path

from timeline.case.records.her2_test import Her2Test
from timeline.case.records.patient import Patient
from timeline.clinical.review import review
from timeline.registry import Put, Registry, Session

NURSE = Session("nurse", "typed wrong")
MIXED = Her2Test.model_validate(
    {"id": "h1", "method": "IHC", "ihc_score": "2+", "ish_ratio": 2.4}
)


def test_what_stands_so_is_read_and_asked_about(tmp_path: Path) -> None:
    with Registry.open(tmp_path / "r.db", create=True) as registry:
        patient = Patient(id="p", code="P-1")
        registry.apply([Put("P-1", entry) for entry in (patient, MIXED)], NURSE)
        registry.apply([Put("P-1", MIXED.changed(laboratory="north"), 1)], NURSE)
        case = registry.case("P-1")
    assert case.of_kind(Her2Test) == (MIXED.changed(laboratory="north"),)
    (query,) = [q for q in review(case).queries if q.rule == "her2-fields"]
    assert (query.records, query.field) == (("h1",), "ish_ratio")
    assert "of another method than IHC" in query.text
