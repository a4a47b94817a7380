"""One HER2 test is by one method: what a record holds of another, and its parts.

A score from staining together with a ratio from hybridisation is two tests, however
often a letter tells them in one sentence; as one record, no rule could say which of
the two a result belongs to.
"""

from timeline.case.assay_vocabulary import Her2Method, IhcScore, IshProbe
from timeline.case.fields import specs_by_name
from timeline.case.records.her2_test import Her2Test
from timeline.case.vocabulary import Answer

_IHC = ("ihc_score", "ultralow", "ihc_cells")
_ISH = ("ish_ratio", "her2_copies", "cep17_copies", "ish_probe")
_SEQUENCING = ("ngs_fold", "ngs_copy_number", "variants", "allele_fraction")
_SERUM = ("ecd",)
_GROUPS = (_IHC, _ISH, _SEQUENCING, _SERUM)
"""Fields by the methods that give them, the most telling field first."""
_OF_METHOD = {
    Her2Method.IHC: _IHC,
    **dict.fromkeys((Her2Method.FISH, Her2Method.ISH, Her2Method.CTC_FISH), _ISH),
    **dict.fromkeys(
        (
            Her2Method.NGS,
            Her2Method.NGS_TISSUE,
            Her2Method.NGS_PLASMA,
            Her2Method.DIGITAL_PCR,
        ),
        _SEQUENCING,
    ),
    Her2Method.SERUM_ECD: _SERUM,
    Her2Method.PET: (),
}
_ONLY_METHOD = {_IHC: Her2Method.IHC, _SERUM: Her2Method.SERUM_ECD}
"""Methods that follow from the fields; the others have several."""


def contradictions(test: Her2Test) -> tuple[tuple[str, str], ...]:
    """What cannot be of one test: a field, and a sentence that says what to do."""
    listed = []
    if foreign := foreign_fields(test):
        listed.append((foreign[0][0], _of_two_methods(test, foreign)))
    second_probe = test.ish_ratio is not None or test.cep17_copies is not None
    if test.ish_probe is IshProbe.SINGLE and second_probe:
        sentence = (
            "A single probe counts no CEP17 and gives no ratio. Write dual probe, or "
            "leave ratio and CEP17 copies out."
        )
        listed.append(("ish_probe", sentence))
    scored = test.ihc_score not in (None, IhcScore.ZERO)
    if test.ultralow is Answer.YES and scored:
        sentence = "HER2-ultralow is a part of score 0. Correct the score, or say no."
        listed.append(("ultralow", sentence))
    return tuple(listed)


def foreign_fields(test: Her2Test) -> tuple[tuple[str, ...], ...]:
    """The filled fields that are of another method than the test, by method.

    A test without a stated method is of that of its first filled field.
    """
    filled = [tuple(n for n in group if _filled(test, n)) for group in _GROUPS]
    groups = dict(zip(_GROUPS, filled, strict=True))
    if test.method is None:
        own = next((group for group, names in groups.items() if names), ())
    else:
        own = _OF_METHOD[test.method]
    return tuple(names for group, names in groups.items() if names and group != own)


def method_of(field: str) -> Her2Method | None:
    """The method that gives a field; None where several do."""
    group = next((group for group in _GROUPS if field in group), ())
    return _ONLY_METHOD.get(group)


def _filled(test: Her2Test, name: str) -> bool:
    return getattr(test, name) not in (None, ())


def _of_two_methods(test: Her2Test, foreign: tuple[tuple[str, ...], ...]) -> str:
    specs = specs_by_name(Her2Test)
    names = ", ".join(specs[name].title for group in foreign for name in group)
    own = test.method.value if test.method else "this method"
    return (
        f"{names}: of another method than {own}, so of another test. Record it as a "
        "HER2 test of its own, with the same specimen date and site."
    )
