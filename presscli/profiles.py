"""Which models a profile stands for on this machine, and why."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from presscli.errors import HubError, ModelError, UsageError
from presscli.models import Progress, ensure, models_home, status
from presscli.registry import ModelSpec, Profile, Registry

AUTO = "auto"
PREFERRED = "standard"
"""What ``auto`` means where its weights are on the machine or can be pulled."""
FALLBACK = "embedded"

RETRY_SECONDS = 3600
"""A run pays for an unreachable hub once an hour at most: a folder of a hundred
releases in a shell loop must not wait for it a hundred times."""

Notify = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ChosenModels:
    """The models of a run and the reason, in one line.

    ``summarizer`` is None where summaries are the release's own key sentences.
    """

    profile: str
    translator: ModelSpec
    summarizer: ModelSpec | None
    reason: str


def choose_models(
    registry: Registry,
    profile: str,
    *,
    model: str = "",
    offline: bool,
    notify: Notify,
    progress: Progress | None = None,
) -> ChosenModels:
    """Choose the models of a profile; ``auto`` looks at what this machine has.

    Args:
        registry: What models.yaml lists.
        profile: ``auto`` or the name of a profile.
        model: A translator to take instead of the profile's; summaries stay the
            profile's, those of the embedded one where the profile is ``auto``.
        offline: Never use the network.
        notify: Told, in one line, when ``auto`` settles for less than it prefers.
        progress: Told about downloads.

    Raises:
        UsageError: No such profile, or no such translator.
    """
    if model:
        return _with_translator(registry, FALLBACK if profile == AUTO else profile, model)
    if profile != AUTO:
        return _named(registry, profile, "asked for with --profile")
    preferred = registry.profiles.get(PREFERRED)
    if preferred is None:
        return _named(registry, FALLBACK, f"models.yaml has no profile '{PREFERRED}'")
    missing = missing_members(registry, preferred)
    if not missing:
        return _named(registry, PREFERRED, "its weights are on this machine")
    why = _pull_all(missing, offline=offline, progress=progress)
    if not why:
        return _named(registry, PREFERRED, "its weights were pulled")
    notify(
        f"using the embedded model ({why}). "
        f"For better translations: presscli models pull {missing[0].name}"
    )
    return _named(registry, FALLBACK, why)


def explain_auto(registry: Registry) -> ChosenModels:
    """What ``auto`` would use now, without pulling anything: for ``presscli doctor``."""
    preferred = registry.profiles.get(PREFERRED)
    missing = missing_members(registry, preferred) if preferred else []
    if not missing:
        return choose_models(registry, AUTO, offline=True, notify=lambda message: None)
    names = ", ".join(m.name for m in missing)
    why = f"{names} not on this machine; the next run pulls what it can reach"
    if hub_was_unreachable():
        why = f"{names} not on this machine, and the hub could not be reached a while ago"
    return _named(registry, FALLBACK, why)


def missing_members(registry: Registry, profile: Profile) -> list[ModelSpec]:
    """Models of a profile that would have to be downloaded."""
    names = filter(None, (profile.translator, profile.summarizer))
    return [m for m in (registry.models[n] for n in names) if not status(m).usable_offline]


def _named(registry: Registry, name: str, reason: str) -> ChosenModels:
    profile = registry.profiles.get(name)
    if profile is None:
        known = ", ".join(["auto", *sorted(registry.profiles)])
        raise UsageError("--profile", f"'{name}' is unknown", f"Known: {known}")
    summarizer = registry.models[profile.summarizer] if profile.summarizer else None
    return ChosenModels(name, registry.models[profile.translator], summarizer, reason)


def check_translator(registry: Registry, model: str) -> ModelSpec:
    """Look a translator up by name.

    Raises:
        UsageError: models.yaml lists no translator of that name.
    """
    translators = {name: spec for name, spec in registry.models.items() if spec.translates}
    if model not in translators:
        known = f"Known: {', '.join(translators)}"
        raise UsageError("--model", f"'{model}' is no translator", known)
    return translators[model]


def _with_translator(registry: Registry, profile: str, model: str) -> ChosenModels:
    translator = check_translator(registry, model)
    return replace(_named(registry, profile, "asked for with --model"), translator=translator)


def _pull_all(missing: list[ModelSpec], *, offline: bool, progress: Progress | None) -> str:
    """Pull what is missing; empty if all is there now, else why not."""
    first = missing[0].name
    if offline:
        return f"{first} is not on this machine, and --offline forbids a download"
    if hub_was_unreachable():
        return f"{first} is not on this machine, and the hub could not be reached a while ago"
    for model in missing:
        try:
            ensure(model, offline=offline, progress=progress)
        except HubError as error:
            remember_unreachable()
            return f"{model.name}: {error.what}"
        except ModelError as error:
            return f"{model.name}: {error.what}"
    return ""


def hub_was_unreachable() -> bool:
    """Whether ``auto`` found no hub within the last hour."""
    try:
        age_seconds = time.time() - _unreachable_mark().stat().st_mtime
    except OSError:
        return False
    return 0 <= age_seconds < RETRY_SECONDS


def remember_unreachable() -> None:
    """Note the time; where that cannot be written, the next run simply asks again."""
    mark = _unreachable_mark()
    with suppress(OSError):
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()


def _unreachable_mark() -> Path:
    return models_home() / ".hub-unreachable"
