import pytest

from timeline.clinical.catalogues.tumour_types import (
    all_tumour_types,
    complete_tumour_type,
    find_tumour_type,
)


@pytest.mark.parametrize(
    ("text", "code", "tissue"),
    [
        ("GBC", "GBC", "Biliary Tract"),
        ("Gallbladder Cancer", "GBC", "Biliary Tract"),
        ("lung adenocarcinoma", "LUAD", "Lung"),
        ("mature teratoma (CNS/Brain)", "BMT", "CNS/Brain"),
    ],
)
def test_a_type_is_found_by_code_and_name(text: str, code: str, tissue: str) -> None:
    found = find_tumour_type(text)
    assert found is not None
    assert (found.code, found.tissue) == (code, tissue)


def test_a_name_of_several_tissues_is_not_guessed() -> None:
    assert find_tumour_type("Mature Teratoma") is None
    assert complete_tumour_type("mature teratoma") == (
        "Mature Teratoma (CNS/Brain)",
        "Mature Teratoma (Ovary/Fallopian Tube)",
        "Mature Teratoma (Vulva/Vagina)",
    )


def test_every_node_hangs_on_one_that_is_there() -> None:
    codes = {each.code for each in all_tumour_types()}
    assert len(codes) == len(all_tumour_types()) == 897
    assert {each.parent for each in all_tumour_types()} - codes == {""}
    for each in all_tumour_types():
        assert find_tumour_type(each.full_name) is not None
        assert find_tumour_type(each.code) is each
