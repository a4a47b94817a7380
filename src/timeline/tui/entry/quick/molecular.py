"""Reads molecular findings: a gene, its change, how much of it, and on what."""

import re

from timeline.case.assay_vocabulary import (
    AlterationKind,
    Detection,
    Significance,
    VariantOrigin,
)
from timeline.case.records.molecular import MolecularFinding
from timeline.clinical.catalogues.genes import find_gene
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import GAP, Unread, is_name, phrase
from timeline.tui.entry.quick.words import SPECIMENS, any_of, meaning

_HER2 = "ERBB2"
"""It has a kind of record of its own."""
_RESIDUE = (
    r"(?:[A-Z]|Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp"
    r"|Tyr|Val)"
)
_CHANGE = re.compile(
    rf"(?<![^\s{GAP},:(])(?:(?:p\.)?\(?{_RESIDUE}\d{{1,4}}(?:_{_RESIDUE}\d{{1,4}})?"
    rf"(?:{_RESIDUE}|fs(?:\*\d+|\*|Ter\d*)?|\*|Ter|del|dup|delins[A-Za-z]+|ins[A-Za-z]+)\)?"
    r"|c\.[\d_+*-]+(?:[ACGT]>[ACGT]|del[ACGT]*|dup[ACGT]*|ins[ACGT]+|delins[ACGT]+)"
    r"|[a-z]\d{1,4}[a-z]"
    r"|[Ee]xon\s?\d{1,2}\s(?:deletion|del|insertion|ins|skipping|mutation))"
    rf"(?=$|[\s{GAP},;)])"
)
_TYPES = {kind.value: kind.value for kind in AlterationKind} | {
    "amplified": AlterationKind.AMPLIFICATION.value,
    "amp": AlterationKind.AMPLIFICATION.value,
    "deletion": AlterationKind.LOSS.value,
    "rearranged": AlterationKind.REARRANGEMENT.value,
    "translocation": AlterationKind.REARRANGEMENT.value,
    "mutation": AlterationKind.VARIANT.value,
    "mutated": AlterationKind.VARIANT.value,
    "mutant": AlterationKind.VARIANT.value,
    "mut": AlterationKind.VARIANT.value,
    "methylated": AlterationKind.METHYLATION.value,
}
del _TYPES["other"]
_ABSENT, _PRESENT = Detection.NOT_DETECTED.value, Detection.DETECTED.value
_DETECTIONS = {detection.value: detection.value for detection in Detection} | {
    "negative": _ABSENT,
    "negativ": _ABSENT,
    "neg": _ABSENT,
    "not found": _ABSENT,
    "not seen": _ABSENT,
    "ruled out": _ABSENT,
    "undetectable": _ABSENT,
    "undetected": _ABSENT,
    "positive": _PRESENT,
    "positiv": _PRESENT,
    "pos": _PRESENT,
}
_UNALTERED = {
    "wild type": AlterationKind.VARIANT.value,
    "wildtype": AlterationKind.VARIANT.value,
    "wt": AlterationKind.VARIANT.value,
    "not mutated": AlterationKind.VARIANT.value,
    "no mutation": AlterationKind.VARIANT.value,
    "not amplified": AlterationKind.AMPLIFICATION.value,
    "no amplification": AlterationKind.AMPLIFICATION.value,
    "no fusion": AlterationKind.FUSION.value,
    "not rearranged": AlterationKind.REARRANGEMENT.value,
    "no rearrangement": AlterationKind.REARRANGEMENT.value,
}
"""What was looked for and not there."""
_CLASSES = {word.value: word.value for word in Significance} | {
    "vus": Significance.UNCERTAIN.value,
}
_ORIGINS = {origin.value: origin.value for origin in VariantOrigin}
_ASSAYS = {
    name.casefold(): name
    for name in ("NGS", "PCR", "FISH", "IHC", "RT-PCR", "ddPCR", "Sanger", "WES", "WGS")
}
_TYPE, _DETECTION, _NOTHING, _CLASS, _ORIGIN, _ASSAY, _SPECIMEN = map(
    any_of, (_TYPES, _DETECTIONS, _UNALTERED, _CLASSES, _ORIGINS, _ASSAYS, SPECIMENS)
)
_FRACTION = phrase(
    rf"(?P<said>(?:vaf|maf|af|allele fraction)\s*[:=]?\s*)?({SINGLE})\s*%"
    r"(?P<so>\s*(?:vaf|maf))?"
)
_COPIES = phrase(rf"({SINGLE})\s*copies|(?:cn|copy number|copies)\s*[:=]?\s*({SINGLE})")
_NAME = rf"[^\s{GAP},;:()/-]+"
_GENE = re.compile(
    rf"[\s{GAP},:]*(?P<first>{_NAME})(?:(?:-|::)(?P<other>{_NAME}))?"
    rf"(?=$|[\s{GAP},;:)])"
)
_SIGNED = re.compile(r"\s[-+\u2013]\s*$|\b(?:below|resolved|failed)\b", re.IGNORECASE)
"""What may say that it was not found, or that nobody could tell."""
_SYMBOL = re.compile(r"[A-Z][A-Z0-9]{1,7}")


def molecular_finding(text: str) -> Fact | None:
    """Read a line such as `KRAS G12D 12 % 3.2024` or `EML4-ALK fusion`.

    The gene stands in front, in capitals unless a change of its protein follows: `met`
    and `rest` are words, `MET` and `REST` are genes. Of two partners one has to be
    known; the other stays as typed and is marked.
    """
    unread = Unread(text)
    date = take_date(unread)
    assay, specimen = unread.only(_ASSAY), unread.only(_SPECIMEN)
    genes = _take_genes(unread)
    if not genes:
        return None
    texts = _altered(unread)
    if not any(texts.values()) or not _paired(genes, texts["type"]):
        return None
    if _SIGNED.search(text) or _CHANGE.search(unread.text):
        return None  # nobody could say of which of them it is true
    fraction = _take_fraction(unread, texts["type"])
    copies = unread.only(_COPIES)
    meant, origin = unread.only(_CLASS), unread.only(_ORIGIN)
    forms = filled(
        MolecularFinding,
        date=date,
        gene=genes[0],
        partner=genes[1],
        allele_fraction=fraction,
        copies=plain_number(copies[1] or copies[2]) if copies else "",
        significance=meaning(_CLASSES, meant),
        variant_origin=meaning(_ORIGINS, origin),
        assay=meaning(_ASSAYS, assay),
        specimen=meaning(SPECIMENS, specimen),
        **texts,
    )
    unknown = tuple(gene for gene in genes if gene and not find_gene(gene))
    return Fact(forms, unread.left_over, unknown)


def _take_fraction(unread: Unread, kind: str) -> str:
    """The share of the variant; without a variant a percentage is one of cells."""
    shares = list(_FRACTION.finditer(unread.text))
    variant = kind == AlterationKind.VARIANT.value
    if len(shares) != 1 or not (variant or shares[0]["said"] or shares[0]["so"]):
        return ""
    unread.cut(*shares[0].span())
    return plain_number(shares[0][2])


def _take_genes(unread: Unread) -> tuple[str, str] | None:
    """The symbols of the gene in front and of the partner in a fusion, if named."""
    match = _GENE.match(unread.text)
    if match is None:
        return None
    sure = _CHANGE.match(unread.text, match.end() + 1) is not None
    typed = match[0].strip(f" ,:{GAP}")
    genes = _symbol(typed, sure=sure), ""
    if not genes[0] and match["other"]:
        genes = _partners(match["first"], match["other"])
    if not genes[0] or genes[0] == _HER2:
        return None
    unread.cut(*match.span())
    return genes


def _partners(first: str, other: str) -> tuple[str, str]:
    """Two genes of which at least one is known; empty texts if none is."""
    known = _symbol(first, sure=False), _symbol(other, sure=False)
    both = all(_SYMBOL.fullmatch(name) for name in (first, other))
    return (known[0] or first, known[1] or other) if any(known) and both else ("", "")


def _paired(genes: tuple[str, str], kind: str) -> bool:
    """Whether a pair is a fusion: `AR-V7` is a form of one gene."""
    fused = kind in (AlterationKind.FUSION.value, AlterationKind.REARRANGEMENT.value)
    return not genes[1] or fused or all(map(find_gene, genes))


def _symbol(typed: str, *, sure: bool) -> str:
    """The symbol of a gene; a name in small letters only where it is sure to be one."""
    gene = find_gene(typed) if is_name(typed) else None
    if gene is None:
        return ""
    capitals = typed == typed.upper() or typed in (gene.symbol, *gene.aliases)
    return gene.symbol if sure or capitals else ""


def _altered(unread: Unread) -> dict[str, str]:
    """Kind, change and detection."""
    absent = unread.only(_NOTHING)
    change = unread.only(_CHANGE)
    kind, detection = unread.only(_TYPE), unread.only(_DETECTION)
    stated = meaning(_DETECTIONS, detection) or (_ABSENT if absent else "")
    return {
        "type": meaning(_UNALTERED, absent)
        or meaning(_TYPES, kind)
        or (AlterationKind.VARIANT.value if change else ""),
        "change": change[0].strip("()") if change else "",
        "detection": stated or (_PRESENT if change or kind else ""),
    }
