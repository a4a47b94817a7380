"""From an action that changes a setting to what is to be stored of it."""

from sqlalchemy import Connection

from timeline.clinical.catalogues.tables import VOCABULARY
from timeline.registry.actions import Configure
from timeline.registry.collected import COLLECTED, collected_from
from timeline.registry.errors import RegistryError
from timeline.registry.reading import own_words, stored_settings
from timeline.registry.writing import SettingChange


def setting_change(connection: Connection, action: Configure) -> SettingChange | None:
    """The change of a setting; None where it is that already."""
    stored = stored_settings(connection).get(action.name)
    text, seen = stored or (None, None)
    if seen != action.seen:
        raise RegistryError(
            f"Somebody else changed the setting {action.name} meanwhile.",
            hint="Look at it again, then change it.",
        )
    if action.name.startswith(VOCABULARY):
        value = _word_text(connection, action)
    elif action.name.startswith(COLLECTED):
        value = _collected_text(action)
    else:
        value = _setting_text(action)
    return None if value == text else SettingChange(action.name, value, (seen or 0) + 1)


def _word_text(connection: Connection, action: Configure) -> str | None:
    """A word of the site's vocabulary as it is stored; None where it is to go."""
    if action.value is None:
        return None
    from timeline.clinical.catalogues.own_words import OwnWord

    own_words(connection)  # so that their names are known, too
    try:
        word = OwnWord.from_setting(action.name, action.value)
        word.check_free()
    except ValueError as error:
        raise RegistryError(str(error), hint="Nothing was changed.") from None
    return word.setting_text


def _collected_text(action: Configure) -> str | None:
    """What a source collects, as it is stored; None where it is forgotten."""
    if action.value is None:
        return None
    try:
        collected = collected_from(action.value)
    except ValueError as error:
        raise RegistryError(str(error), hint="Nothing was changed.") from None
    return collected.setting_text


def _setting_text(action: Configure) -> str | None:
    """The value as it is stored; None where it is the default."""
    from timeline.clinical.setting_specs import setting_specs

    spec = next((s for s in setting_specs() if s.name == action.name), None)
    if spec is None:
        raise RegistryError(
            f"There is no setting {action.name}.",
            hint="`timeline settings` lists them.",
        )
    if action.value is None:
        return None
    try:
        value = spec.parse(action.value)
    except ValueError as error:
        raise RegistryError(str(error), hint="Nothing was changed.") from None
    return None if value == spec.default else spec.text(value)
