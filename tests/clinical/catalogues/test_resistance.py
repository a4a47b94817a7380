import pytest

from timeline.clinical.catalogues import resistance
from timeline.clinical.catalogues.resistance import (
    Direction,
    EvidenceLevel,
    claims_named_in,
    resistance_markers,
)


def test_every_claim_has_a_direction_a_tumour_and_a_source() -> None:
    for claim in resistance_markers():
        assert claim.evidence
        assert claim.tumours
        assert claim.source


def test_pten_loss() -> None:
    (alone, panel) = claims_named_in("PTEN")
    assert alone.evidence == (EvidenceLevel.CLINICAL,)
    assert "34.5 %" in alone.figures
    assert panel.marker.startswith("KRAS")


def test_only_the_trastuzumab_free_interval_points_the_other_way() -> None:
    found = [
        c.marker
        for c in resistance_markers()
        if c.direction is not Direction.RESISTANCE
    ]
    assert found == ["Trastuzumab-free interval"]


def test_the_disputed_variant_is_no_claim() -> None:
    assert claims_named_in("S310F") == ()


def test_nothing_adds_claims_up() -> None:
    public = {name for name in vars(resistance) if not name.startswith("_")}
    assert not {name for name in public if "score" in name or "sum" in name}


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("PTEN loss by IHC", ["PTEN", "KRAS, MET, EGFR, PI3K or PTEN"]),
        ("FGF3 amplified", ["FGFR1 and FGF3"]),
        ("criteria met, status stable", []),
        ("PIK3CA2", []),
        ("", []),
    ],
)
def test_a_text_names_a_marker_as_the_catalogue_writes_it(
    text: str, markers: list[str]
) -> None:
    assert [claim.marker for claim in claims_named_in(text)] == markers
