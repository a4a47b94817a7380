"""Reads HER2 tests: method, score, ratio, copies, result, specimen, site and date."""

import re
from itertools import chain, pairwise

from timeline.case.assay_vocabulary import Her2Method
from timeline.case.records.her2_test import Her2Test
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.places import take_place
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread, phrase
from timeline.tui.entry.quick.words import HER2_RESULTS, SPECIMENS, any_of, meaning

METHODS = {method.value.casefold(): method.value for method in Her2Method} | {
    "immunohistochemistry": Her2Method.IHC.value,
    "cish": Her2Method.ISH.value,
    "sish": Her2Method.ISH.value,
    "ish": Her2Method.ISH.value,
    "tissue ngs": Her2Method.NGS_TISSUE.value,
    "ngs tissue": Her2Method.NGS_TISSUE.value,
    "plasma ngs": Her2Method.NGS_PLASMA.value,
    "ngs plasma": Her2Method.NGS_PLASMA.value,
    "ctdna": Her2Method.NGS_PLASMA.value,
    "ddpcr": Her2Method.DIGITAL_PCR.value,
}
_SEQUENCED = {m.value for m in Her2Method if m.value.startswith("NGS")}
_METHOD, _RESULT, _SPECIMEN = map(any_of, (METHODS, HER2_RESULTS, SPECIMENS))
_MEASURED = ("ish_ratio", "her2_copies", "cep17_copies", "ngs_copy_number", "ecd")
_SHARED = ("specimen_date", "specimen", "specimen_site")
_NAME = phrase(
    r"(?:c-?)?(?:her-?2(?:[/\s-]?neu)?|erbb-?2)(?:\s+(?:status|test|testing))?"
)
_GLUED = re.compile(r"\b(her-?2)([+-]+)(?=[\s,;)]|$)", re.IGNORECASE)
_PLUSES = {"+": "positive", "-": "negative", "++": "2+", "+++": "3+"}
_SCORE = phrase(r"(?:score\s*)?(0|[123]\s?\+)")
_BARE_PLUSES = re.compile(r"(?<!\S)(\+{2,3})(?=[\s,;]|$)")
_CELLS = phrase(
    rf"\(?({SINGLE})\s*%(?:\s*(?:of\s+)?(?:the\s+)?(?:tumou?r\s+)?cells)?\)?"
)
_HER2 = r"(?:her-?2|erbb2)"
_RATIO = phrase(
    rf"(?:{_HER2}\s*[/:]\s*cep-?17\s*)?(?:ratio|{_HER2}\s*[/:]\s*cep-?17)\s*[:=]?\s*"
    rf"({SINGLE})"
)
_COPIES = phrase(
    rf"(?:{_HER2}\s*)?(?:copies|copy number|signals|gcn|copies/cell)\s*[:=]?\s*"
    rf"({SINGLE})(?:\s*(?:/|per\s)\s*cell)?|({SINGLE})\s*copies"
)
_CEP17 = phrase(
    rf"cep-?17\s*(?:copies|signals)?\s*[:=]?\s*({SINGLE})(?:\s*(?:/|per\s)\s*cell)?"
)
_FOLD = phrase(rf"({SINGLE})\s*-?\s*fold")
_ECD = phrase(rf"ecd\s*[:=]?\s*({SINGLE})\s*ng/ml")
_FRACTION = phrase(
    rf"(?:vaf|maf|allele fraction)\s*[:=]?\s*({SINGLE})\s*%"
    rf"|({SINGLE})\s*%\s*(?:vaf|maf)"
)
_VARIANT = phrase(
    r"(?:p\.)?[A-Z]\d{2,4}(?:[A-Z]|del|_[A-Z]\d{2,4}(?:dup|del|ins[A-Z]*))"
)


def her2_tests(text: str) -> Fact | None:
    """Read a line such as `FISH ratio 2.4, HER2 copies 6.1, amplified, biopsy 3.2023`.

    Each method is a test of its own; date, specimen and site that stand once hold for
    all of them. A line that does not say HER2 is read only if all of it is understood,
    because other proteins and genes are tested by the same methods.
    """
    text = _GLUED.sub(_spelled, text)
    starts = [match.start() for match in _METHOD.finditer(text)]
    places = [0, *starts[1:], len(text)]
    unreads = [Unread(text[begin:end]) for begin, end in pairwise(places)]
    named = bool(_NAME.search(text))
    if not (named or starts):
        return None
    tests = [test for unread in unreads for test in _by_score(_test(unread))]
    left_over = " ".join(u.left_over for u in unreads if u.left_over)
    unsaid = left_over and not (named and all(map(_says_something, tests)))
    if unsaid or not all(any(test.values()) for test in tests):
        return None
    for name in _SHARED:
        stated = {test[name] for test in tests if test[name]}
        if len(stated) == 1:
            tests = [{**test, name: next(iter(stated))} for test in tests]
    forms = (filled(Her2Test, **test) for test in tests)
    return Fact(tuple(chain.from_iterable(forms)), left_over)


def _test(unread: Unread) -> dict[str, str]:
    method = unread.only(_METHOD)
    texts = _values(unread)
    while unread.take(_NAME):
        pass
    texts["method"] = meaning(METHODS, method) if method else _implied(texts)
    _by_method(texts, unread)
    result, specimen = unread.only(_RESULT), unread.only(_SPECIMEN)
    texts["result_reported"] = meaning(HER2_RESULTS, result)
    texts["specimen"] = meaning(SPECIMENS, specimen)
    texts["specimen_date"] = take_date(unread)
    texts["specimen_site"] = take_place(unread)
    return texts


def _spelled(match: re.Match[str]) -> str:
    """`HER2+` and `HER2+++` with a blank and the word or score that they stand for."""
    return f"{match[1]} {_PLUSES.get(match[2], match[2])}"


def _says_something(test: dict[str, str]) -> bool:
    """Whether there is a result, beside how, on what and when it was tested."""
    return any(text for name, text in test.items() if name not in (*_SHARED, "method"))


def _by_score(test: dict[str, str]) -> list[dict[str, str]]:
    """A score beside what another method measures is a test of its own."""
    score = {name: test[name] for name in ("ihc_score", "ihc_cells") if test.get(name)}
    others = [name for name in _MEASURED if test.get(name)]
    if not score or (test["method"] == Her2Method.IHC.value and not others):
        return [test]
    method = "" if test["method"] == Her2Method.IHC.value else test["method"]
    by_score = {**dict.fromkeys(test, ""), **score, "method": Her2Method.IHC.value}
    return [by_score, {**test, **dict.fromkeys(score, ""), "method": method}]


def _values(unread: Unread) -> dict[str, str]:
    ratio, cep17, copies = (unread.only(p) for p in (_RATIO, _CEP17, _COPIES))
    fraction, fold, ecd = (unread.only(p) for p in (_FRACTION, _FOLD, _ECD))
    pluses, score = unread.only(_BARE_PLUSES), unread.only(_SCORE)
    variant = unread.only(_VARIANT)
    texts = {
        "ish_ratio": ratio[1] if ratio else "",
        "cep17_copies": cep17[1] if cep17 else "",
        "her2_copies": (copies[1] or copies[2]) if copies else "",
        "ngs_fold": fold[1] if fold else "",
        "ecd": ecd[1] if ecd else "",
        "allele_fraction": (fraction[1] or fraction[2]) if fraction else "",
    }
    texts = {name: plain_number(number) for name, number in texts.items()}
    texts["ihc_score"] = score[1].replace(" ", "") if score else ""
    if pluses and not score:
        texts["ihc_score"] = _PLUSES[pluses[1]]
    texts["variants"] = variant[0].removeprefix("p.") if variant else ""
    return texts


def _implied(texts: dict[str, str]) -> str:
    """A score from 0 to 3+ is one of immunohistochemistry; no other method has it."""
    if texts["ecd"]:
        return Her2Method.SERUM_ECD.value
    return Her2Method.IHC.value if texts["ihc_score"] else ""


def _by_method(texts: dict[str, str], unread: Unread) -> None:
    """What a number means that several methods give."""
    if texts["method"] == Her2Method.IHC.value and (cells := unread.only(_CELLS)):
        texts["ihc_cells"] = plain_number(cells[1])
    if texts["method"] in _SEQUENCED:
        texts["ngs_copy_number"] = texts.pop("her2_copies")
