"""Settings of the registry: checked, audited, undone, and obeyed by what is kept."""

import datetime as dt
from dataclasses import replace

import pytest

from registry.replay import connect
from registry.small import ACTOR, REASON, case, record, store
from timeline.case.locale import DateOrder, DecimalSign, Locale
from timeline.clinical.her2.terms import Her2RuleSet
from timeline.clinical.setting_specs import (
    changed_settings,
    setting_specs,
    settings_from,
)
from timeline.clinical.settings import CensorRule, Settings
from timeline.registry import Configure, Registry, RegistryError, Session

WHO = Session(ACTOR, REASON)


def test_every_setting_is_stored_and_read_back(registry: Registry) -> None:
    assert registry.settings() == Settings()
    others = {
        **{spec.name: spec.words[-1] for spec in setting_specs() if spec.words},
        **{spec.name: "7" for spec in setting_specs() if not spec.words},
    }
    others["local_therapy_censors"] = "yes"
    others["curative_counts_as_first_line"] = "yes"
    registry.apply([Configure(name, text) for name, text in others.items()], WHO)
    stored = registry.settings()
    for spec in setting_specs():
        assert spec.text(getattr(stored, spec.name)) == others[spec.name]
        assert getattr(stored, spec.name) != spec.default


def test_a_change_is_audited_and_undone(registry: Registry) -> None:
    receipt = registry.apply([Configure("lost_after_days", "365")], WHO)
    assert registry.settings().lost_after_days == 365
    (change,) = registry.settings_history()
    assert (change.record_id, change.old, change.new) == (
        "lost_after_days",
        None,
        "365",
    )
    assert (change.actor, change.reason) == (ACTOR, REASON)
    assert receipt.transaction is not None
    undone = registry.undo(receipt.transaction, WHO)
    assert registry.settings() == Settings()
    assert undone.transaction is not None
    registry.undo(undone.transaction, WHO)
    assert registry.settings().lost_after_days == 365


def test_settings_of_entry_are_no_footnote_of_a_result() -> None:
    typed = Settings(date_order=DateOrder.DAY_FIRST, decimal_sign=DecimalSign.COMMA)
    assert typed.locale == Locale(DateOrder.DAY_FIRST, DecimalSign.COMMA)
    assert changed_settings(typed) == ()
    (changed,) = changed_settings(replace(typed, lost_after_days=365))
    assert "Lost to follow-up" in changed


def test_what_is_that_already_writes_nothing(registry: Registry) -> None:
    receipt = registry.apply([Configure("censor_rule", CensorRule.FDA.value)], WHO)
    assert receipt.transaction is None


def test_nobody_changes_a_setting_over_somebody_else(registry: Registry) -> None:
    registry.apply([Configure("lost_after_days", "365")], WHO)
    with pytest.raises(RegistryError, match="Somebody else changed the setting"):
        registry.apply([Configure("lost_after_days", "400")], WHO)
    registry.apply([Configure("lost_after_days", "400", seen=1)], WHO)
    assert registry.settings().lost_after_days == 400


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("nonsense", "1", "no setting nonsense"),
        ("lost_after_days", "0", "whole number of days above 0"),
        ("lost_after_days", "-3", "whole number"),
        ("lost_after_days", "1e3", "whole number"),
        ("lost_after_days", "off", "whole number"),
        ("marker_progression_fold", "two", "number of times above 0"),
        ("censor_rule", "", "write one of FDA"),
        ("index_event", "first", "write one of histological diagnosis"),
        ("ttnt_counts_death", "maybe", "write one of yes, no"),
    ],
)
def test_a_wrong_value_is_explained(
    registry: Registry, name: str, text: str, message: str
) -> None:
    with pytest.raises(RegistryError, match=message):
        registry.apply([Configure(name, text)], WHO)
    assert registry.settings() == Settings()


def test_a_change_needs_a_reason(registry: Registry) -> None:
    with pytest.raises(RegistryError, match="no reason is given"):
        registry.apply([Configure("lost_after_days", "365")], Session(ACTOR))


def test_words_may_be_shortened_where_one_is_meant() -> None:
    assert settings_from({"censor_rule": "ema"}).censor_rule is CensorRule.EMA
    assert settings_from({"biliary_her2_rules": Her2RuleSet.HERB.value}) == Settings()
    assert settings_from({"minimum_stable_days": "42"}).minimum_stable_days == 42
    assert settings_from({"of a newer program": "1"}) == Settings()


def test_the_kept_state_of_every_case_obeys_the_settings(registry: Registry) -> None:
    seen = record("follow_up", "seen", date="2025-01-01", vital_status="alive")
    store(registry, case("P-1", seen), case("P-2", seen))
    today = dt.date(2025, 12, 1)  # 334 days later

    def lost() -> list[bool | None]:
        while registry.refresh_states(today=today):
            pass
        return [row.lost(today) for row in registry.patients()]

    assert lost() == [False, False]
    registry.apply([Configure("lost_after_days", "300")], WHO)
    assert [row.known for row in registry.patients()] == [False, False]
    assert lost() == [True, True]


def test_a_setting_changed_outside_is_audited_and_checked(
    place: str, registry: Registry
) -> None:
    registry.apply([Configure("lost_after_days", "365")], WHO)
    registry.close()
    other = connect(place)
    other.execute("UPDATE setting SET value = 'soon'")
    other.commit()
    other.close()
    with Registry.open(place) as opened:
        assert opened.settings_history()[-1].actor == "(outside timeline)"
        with pytest.raises(RegistryError, match="holds what it cannot be"):
            opened.settings()
        opened.apply([Configure("lost_after_days", None, seen=2)], WHO)
        assert opened.settings() == Settings()
