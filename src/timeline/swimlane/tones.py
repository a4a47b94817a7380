"""What a bar or a mark means: by drug, by kind of procedure, by result."""

from collections.abc import Iterable, Sequence

from timeline.case.assay_vocabulary import Her2Result, IhcScore
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.therapy import DrugCourse
from timeline.case.response_vocabulary import Response
from timeline.case.treatment_vocabulary import DrugGroup, InterventionKind
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import drug_names
from timeline.clinical.her2.classification import Classification
from timeline.clinical.her2.terms import Her2Class
from timeline.swimlane.model import Shape, Tone

_OF_GROUP = {
    DrugGroup.CHEMOTHERAPY: Tone.CHEMOTHERAPY,
    DrugGroup.ANTI_HER2: Tone.ANTI_HER2,
    DrugGroup.HER2_ADC: Tone.HER2_ADC,
    DrugGroup.ADC: Tone.ADC,
    DrugGroup.IMMUNOTHERAPY: Tone.IMMUNOTHERAPY,
    DrugGroup.ANTI_ANGIOGENIC: Tone.ANTI_ANGIOGENIC,
    DrugGroup.TARGETED: Tone.TARGETED,
    DrugGroup.HORMONAL: Tone.HORMONAL,
    DrugGroup.RADIONUCLIDE: Tone.RADIONUCLIDE,
    DrugGroup.GLUCOCORTICOID: Tone.GLUCOCORTICOID,
    DrugGroup.OTHER: Tone.OTHER_DRUG,
}
_ABLATION = ("lane.ablation", Tone.ABLATION, Shape.DIAMOND)
_OF_INTERVENTION = {
    InterventionKind.SURGERY: ("lane.surgery", Tone.SURGERY, Shape.SQUARE),
    InterventionKind.CRYOABLATION: _ABLATION,
    InterventionKind.RADIOFREQUENCY: _ABLATION,
    InterventionKind.MICROWAVE: _ABLATION,
    InterventionKind.RADIOTHERAPY: ("lane.radiotherapy", Tone.RADIOTHERAPY, Shape.STAR),
    InterventionKind.RADIOTHERAPY_UNSPECIFIED: (
        "lane.radiotherapy",
        Tone.RADIOTHERAPY,
        Shape.STAR,
    ),
    InterventionKind.RADIONUCLIDE: (
        "lane.radiotherapy",
        Tone.RADIOTHERAPY,
        Shape.HEXAGON,
    ),
    InterventionKind.STEREOTACTIC: ("lane.radiotherapy", Tone.RADIOTHERAPY, Shape.STAR),
    InterventionKind.BRACHYTHERAPY: (
        "lane.radiotherapy",
        Tone.RADIOTHERAPY,
        Shape.HEXAGON,
    ),
}
_PROCEDURE = ("lane.procedures", Tone.PROCEDURE, Shape.CROSS)
_OF_CATEGORY = {
    Response.CR: Shape.COMPLETE,
    Response.PR: Shape.PARTIAL,
    Response.SD: Shape.STABLE,
    Response.PD: Shape.DOWN,
    Response.NE: Shape.NOT_EVALUABLE,
}
_POSITIVE = {Her2Result.POSITIVE, Her2Result.AMPLIFIED, Her2Result.MUTATED}
_OF_CLASS = {
    Her2Class.POSITIVE: Tone.HER2_POSITIVE,
    Her2Class.NEGATIVE: Tone.HER2_NEGATIVE,
}
_NEGATIVE = {Her2Result.NEGATIVE, Her2Result.NOT_AMPLIFIED, Her2Result.NOT_MUTATED}


def drug_tone(name: str) -> Tone:
    """Tone of a drug by its group in the catalogue."""
    drug = find_drug(name)
    return _OF_GROUP[drug.group] if drug else Tone.OTHER_DRUG


def course_tone(course: DrugCourse) -> Tone:
    """Tone of a drug course: by the catalogue, else by the class set by hand."""
    if find_drug(course.drug) is None and course.drug_class is not None:
        return _OF_GROUP[course.drug_class]
    return drug_tone(course.drug)


def tones_of_courses(courses: Sequence[DrugCourse]) -> tuple[Tone, ...]:
    """The tones of these courses, each once; see `tones_of` on glucocorticoids."""
    toned = [course for course in courses if not _is_glucocorticoid(course.drug)]
    return tuple(dict.fromkeys(course_tone(course) for course in toned or courses))


def regimen_tones(text: str) -> tuple[Tone, ...]:
    """Tones of a regimen: those of its drugs, and of an unknown drug for other parts.

    A name in which the catalogue finds no drug has that of an unknown drug.
    """
    return tones_of(drug_names(text)) or (Tone.OTHER_DRUG,)


def tones_of(drugs: Iterable[str]) -> tuple[Tone, ...]:
    """The tones of these drugs, each once, in the order in which they are named.

    A glucocorticoid goes with drugs of nearly every group, so it has a tone only where
    nothing else is named.
    """
    names = tuple(drugs)
    toned = tuple(name for name in names if not _is_glucocorticoid(name)) or names
    return tuple(dict.fromkeys(drug_tone(name) for name in toned))


def _is_glucocorticoid(name: str) -> bool:
    drug = find_drug(name)
    return drug is not None and drug.group is DrugGroup.GLUCOCORTICOID


def intervention_style(kind: InterventionKind) -> tuple[str, Tone, Shape]:
    """Key of the lane title, tone and shape of a local intervention."""
    return _OF_INTERVENTION.get(kind, _PROCEDURE)


def response_shape(category: Response | None) -> Shape:
    """Shape of a response by the category that it counts as."""
    return _OF_CATEGORY[category] if category else Shape.RING


def her2_tone(test: Her2Test, reading: Classification) -> Tone:
    """Tone of a HER2 test: by rule where one decides, else as its report concludes.

    Without either, a score of 3+ or 0 is its own conclusion. What two tests on one
    specimen leave open has no tone of a result.
    """
    if reading.her2_class.definite:
        return _OF_CLASS.get(reading.her2_class, Tone.HER2_OTHER)
    if reading.unsettled:
        return Tone.HER2_OTHER
    if test.result_reported in _POSITIVE or test.ihc_score is IhcScore.THREE:
        return Tone.HER2_POSITIVE
    if test.result_reported in _NEGATIVE or test.ihc_score is IhcScore.ZERO:
        return Tone.HER2_NEGATIVE
    return Tone.HER2_OTHER
