"""The vocabulary of a site is stored, audited and undone as settings are."""

import pytest

from registry.small import ACTOR, REASON
from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.own_words import OwnWord
from timeline.clinical.catalogues.tables import VOCABULARY
from timeline.clinical.settings import Settings
from timeline.registry import Configure, Registry, RegistryError, Session

WHO = Session(ACTOR, REASON)
HOSTILE = "=cmd|' /C'!A0 <script>alert(1)</script>'); DROP TABLE setting;-- [red]"


def drug(name: str, group: str = "targeted", aliases: str = "") -> OwnWord:
    return OwnWord.of("drug", {"name": name, "class": group, "aliases": aliases})


def configure(word: OwnWord, seen: int | None = None) -> Configure:
    return Configure(word.setting_name, word.setting_text, seen)


def test_a_word_is_stored_used_audited_and_undone(registry: Registry) -> None:
    receipt = registry.apply([configure(drug("ABC-001"))], WHO)
    assert receipt.settings == 1
    assert registry.own_words() == (drug("ABC-001"),)
    assert registry.settings() == Settings()  # no setting was changed
    known = find_drug("abc001")
    assert known is not None
    assert known.group.value == "targeted"
    (change,) = registry.settings_history()
    assert (change.actor, change.reason) == (ACTOR, REASON)
    assert "ABC-001" in (change.new or "")
    assert receipt.transaction is not None
    registry.undo(receipt.transaction, WHO)
    assert registry.own_words() == ()
    assert find_drug("abc001") is None


def test_a_word_is_changed_and_removed_with_the_version_that_was_seen(
    registry: Registry,
) -> None:
    word, changed = drug("ABC-001"), drug("ABC-001", "hormonal")
    registry.apply([configure(word)], WHO)
    with pytest.raises(RegistryError, match="Somebody else changed"):
        registry.apply([configure(changed)], WHO)
    registry.apply([configure(changed, 1)], WHO)
    assert registry.own_words() == (changed,)
    registry.apply([Configure(word.setting_name, None, 2)], WHO)
    assert registry.own_words() == ()


def test_what_is_no_word_is_refused_whole(registry: Registry) -> None:
    good = drug("ABC-001")
    refused = (
        configure(drug("DEF-2", aliases="Taxol")),
        Configure(f"{VOCABULARY}drug.0123456789abcdef", good.setting_text),
        Configure(f"{VOCABULARY}poem.0123456789abcdef", good.setting_text),
        Configure(drug("DEF-2").setting_name, "no JSON"),
    )
    for action in refused:
        with pytest.raises(RegistryError, match=r"."):
            registry.apply([configure(good), action], WHO)
    assert registry.own_words() == ()
    with pytest.raises(RegistryError, match="no reason"):
        registry.apply([configure(good)], Session(ACTOR))


def test_hostile_text_is_a_name_like_any_other(registry: Registry) -> None:
    name = HOSTILE.replace(";", ",")
    registry.apply([configure(drug(name))], WHO)
    assert registry.own_words() == (drug(name),)
    known = find_drug(name)
    assert known is not None
    assert known.name == name


def test_another_registry_does_not_know_the_words(registry: Registry) -> None:
    registry.apply([configure(drug("ABC-001"))], WHO)
    registry.settings()
    assert find_drug("ABC-001") is not None
    registry.close()
    assert find_drug("ABC-001") is None
