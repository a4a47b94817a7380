"""A case takes the site's words along; what the receiving registry has stays."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange.case_texts import problems, the_problem
from timeline.case.case import Case
from timeline.case.records.patient import Patient
from timeline.case.records.therapy import TherapyLine
from timeline.clinical.catalogues.own_words import OwnWord, words_in
from timeline.exchange.case_file import parse, write
from timeline.exchange.import_choices import ImportChoices
from timeline.exchange.import_storing import ImportStoppedError, import_plans
from timeline.exchange.importing import plan_import
from timeline.exchange.reading import CaseFile
from timeline.registry import Configure, Registry, Session
from timeline.swimlane.model import Tone
from timeline.swimlane.tones import regimen_tones

WHO = Session("Nurse One", "letter of May")
TODAY = dt.date(2026, 1, 15)
DRUG = OwnWord.of("drug", {"name": "ABC-001", "aliases": 'a"b]', "class": "hormonal"})
REGIMEN = OwnWord.of("regimen", {"name": "HOUSE-1", "components": "ABC-001; Taxol"})
UNUSED = OwnWord.of("drug", {"name": "DEF-2", "class": "other"})
OTHER_CLASS = OwnWord.of("drug", {"name": "ABC-001", "class": "targeted"})


def _case(code: str = "P-1") -> Case:
    line = TherapyLine(id="line-1", regimen="HOUSE-1")
    return Case.of((Patient(id="patient", code=code), line))


def _file(*words: OwnWord, code: str = "P-1") -> CaseFile:
    text = write(_case(code), words=words)
    (file,) = parse(text, name="case.toml", today=TODAY).files
    return file


@pytest.fixture
def registry(tmp_path: Path, empty_registry: Path) -> Iterator[Registry]:
    with Registry.open(shutil.copy(empty_registry, tmp_path)) as opened:
        yield opened


def _has(registry: Registry, *words: OwnWord) -> None:
    actions = [Configure(word.setting_name, word.setting_text) for word in words]
    registry.apply(actions, WHO)


def test_the_receiving_registry_knows_the_class_of_the_drug(registry: Registry) -> None:
    assert regimen_tones("HOUSE-1") == (Tone.OTHER_DRUG,)
    used = words_in(_case(), (DRUG, REGIMEN, UNUSED))
    file = _file(*used)
    assert set(file.words) == {DRUG, REGIMEN}
    plan = plan_import(registry, file, ImportChoices())
    assert set(plan.words.added) == {DRUG, REGIMEN}
    assert plan.words.left == ()
    receipt = import_plans(registry, [plan], Session("Nurse One"))
    assert set(registry.own_words()) == {DRUG, REGIMEN}
    assert regimen_tones("HOUSE-1") == (Tone.HORMONAL, Tone.CHEMOTHERAPY)
    assert receipt.transaction is not None
    registry.undo(receipt.transaction, WHO)  # the words came with the records
    assert registry.own_words() == ()


def test_an_import_again_changes_nothing(registry: Registry) -> None:
    for _ in range(2):
        plan = plan_import(registry, _file(DRUG, REGIMEN), ImportChoices())
        receipt = import_plans(registry, [plan], WHO)
    assert receipt.transaction is None
    assert plan.words.added == ()
    assert plan.words.left == ()


def test_a_word_that_the_registry_has_otherwise_stays(registry: Registry) -> None:
    _has(registry, OTHER_CLASS)
    plan = plan_import(registry, _file(DRUG), ImportChoices())
    assert plan.words.left == (
        'drug ABC-001 (aliases: a"b]; class: hormonal): '
        "here it is drug ABC-001 (class: targeted)",
    )
    import_plans(registry, [plan], WHO)
    assert registry.own_words() == (OTHER_CLASS,)


def test_a_file_cannot_give_a_name_of_the_catalogue_another_meaning(
    registry: Registry,
) -> None:
    texts = {"name": "DEF-2", "aliases": "Taxol", "class": "hormonal"}
    twice = OwnWord.of("drug", {**texts, "aliases": "GHI-3"})
    same_alias = OwnWord.of("regimen", {"name": "ghi3", "components": "x"})
    file = _file(OwnWord.of("drug", texts), twice, same_alias)
    plan = plan_import(registry, file, ImportChoices())
    assert plan.words.added == (twice,)
    taken, repeated = plan.words.left
    assert "The catalogue has Taxol already, as paclitaxel" in taken
    assert "the file has drug DEF-2" in repeated


def test_two_files_with_one_word_add_it_once(registry: Registry) -> None:
    files = (_file(DRUG), _file(DRUG, code="P-2"))
    plans = [plan_import(registry, file, ImportChoices()) for file in files]
    import_plans(registry, plans, WHO)
    assert registry.own_words() == (DRUG,)


def test_two_files_that_define_a_word_differently_are_not_imported_at_once(
    registry: Registry,
) -> None:
    files = (_file(DRUG), _file(OTHER_CLASS, code="P-2"))
    plans = [plan_import(registry, file, ImportChoices()) for file in files]
    with pytest.raises(ImportStoppedError, match="differently"):
        import_plans(registry, plans, WHO)
    assert registry.is_empty()


def test_a_mistake_in_a_word_is_named_with_its_line() -> None:
    start = '[[vocabulary]]\ncatalogue = "drug"\nname = "ABC-001"\n'
    assert problems(start + 'class = "hormonal"\n') == []
    problem = the_problem(start + 'class = "miracle"\n')
    assert (problem.line, problem.field) == (4, "vocabulary")
    assert "class of a drug is one of" in problem.message
    assert problems('[vocabulary]\nname = "ABC-001"\n') == [(4, "", "vocabulary")]
    assert problems('[[vocabulary]]\nname = "ABC-001"\n') == [(4, "", "vocabulary")]
