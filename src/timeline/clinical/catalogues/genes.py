"""Genes that matter in cancer, by their present symbol and the names they had."""

from dataclasses import dataclass

from timeline.clinical.catalogues.tables import listed, remembered, rows
from timeline.clinical.catalogues.terms import completions, folded


@dataclass(frozen=True, slots=True)
class Gene:
    """One gene."""

    symbol: str
    """Symbol of the HGNC, such as `ERBB2`."""
    aliases: tuple[str, ...]
    """Earlier symbols and other names, such as `HER2`."""
    entrez_id: str
    source: str
    checked: str
    """Day on which the row was last compared with its source, `2026-12-01`."""


@remembered
def all_genes() -> tuple[Gene, ...]:
    """The whole catalogue, by symbol."""
    return tuple(
        Gene(
            symbol=row["symbol"],
            aliases=listed(row["aliases"]),
            entrez_id=row["entrez_id"],
            source=row["source"],
            checked=row["checked"],
        )
        for row in rows("genes")
    )


@remembered
def _by_name() -> dict[str, Gene]:
    return {
        folded(name): gene
        for gene in all_genes()
        for name in (gene.symbol, *gene.aliases)
    }


@remembered
def find_gene(text: str) -> Gene | None:
    """Find a gene by its symbol or another name; case and hyphens do not matter.

    Returns:
        The gene, or None if the catalogue does not know the name.
    """
    return _by_name().get(folded(text))


def complete_gene(prefix: str) -> tuple[str, ...]:
    """List the symbols of genes of which a name begins with what was typed."""
    names = {key: gene.symbol for key, gene in _by_name().items()}
    return completions(names, prefix)
