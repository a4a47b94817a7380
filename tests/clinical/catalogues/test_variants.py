import pytest

from timeline.clinical.catalogues.variants import all_variants, find_variant


@pytest.mark.parametrize(
    "text", ["S310F", "s310f", "p.S310F", "p.(S310F)", "ERBB2 S310F", "HER2:p.S310F"]
)
def test_one_variant_under_many_names(text: str) -> None:
    found = find_variant(text)
    assert found is not None
    assert found.name == "S310F"


@pytest.mark.parametrize("text", ["", "V600E", "ERBB2"])
def test_what_the_catalogue_does_not_have(text: str) -> None:
    assert find_variant(text) is None


def test_s310f_is_disputed_and_lies_outside_the_kinase_domain() -> None:
    found = find_variant("S310F")
    assert found is not None
    assert "extracellular" in found.domain
    assert "Disputed" in found.dispute
    assert not found.activating


def test_only_the_variants_that_a_source_calls_activating_are() -> None:
    names = {variant.name for variant in all_variants() if variant.activating}
    assert names == {"G660D", "V659E", "R678Q", "Q709L"}


def test_every_variant_has_a_claim_and_a_source() -> None:
    assert len(all_variants()) == len({variant.name for variant in all_variants()})
    assert all(variant.claim and variant.source for variant in all_variants())


def test_domains_from_outside_the_sources_are_marked() -> None:
    stated = {"", "juxtamembrane", "fusion"}
    unmarked = {
        variant.name
        for variant in all_variants()
        if variant.domain not in stated and not variant.verify
    }
    assert unmarked == {"exon 20 insertion"}
