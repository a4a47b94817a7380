import pytest

from timeline.clinical.catalogues.genes import all_genes, complete_gene, find_gene
from timeline.clinical.catalogues.terms import folded


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("ERBB2", "ERBB2"),
        ("HER2", "ERBB2"),
        ("her-2", "ERBB2"),
        ("MLL", "KMT2A"),
        ("HIST1H3B", "H3C2"),
        ("kit", "KIT"),
    ],
)
def test_a_gene_is_found_by_its_present_and_earlier_names(
    text: str, symbol: str
) -> None:
    gene = find_gene(text)
    assert gene is not None
    assert gene.symbol == symbol


def test_what_is_no_gene_is_not_found() -> None:
    assert find_gene("ERBBX") is None
    assert find_gene("") is None


def test_there_are_some_600_genes_and_no_two_share_a_name() -> None:
    names = [{folded(n) for n in (g.symbol, *g.aliases)} for g in all_genes()]
    assert len(names) == 608
    assert sum(map(len, names)) == len(set().union(*names))
    assert all(gene.source and gene.checked for gene in all_genes())


def test_completion_offers_symbols() -> None:
    assert complete_gene("her2") == ("ERBB2",)
    assert "KRAS" in complete_gene("kra")
