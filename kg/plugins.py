"""The one door through which readers, extractors and others are found: built-in tables and entry points."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoints, entry_points
from typing import Any

from kg.errors import PluginError, UsageError


@lru_cache
def _points() -> Any:  # of another type before Python 3.12
    return entry_points()  # which reads a file of each package that is installed


def foreign(group: str) -> EntryPoints:
    """Return what other packages have of a group."""
    found: EntryPoints = _points().select(group=group)
    return found


@lru_cache
def _foreign(group: str) -> dict[str, str]:
    return {point.name: point.value for point in sorted(foreign(group), key=lambda point: point.name)}


def names(group: str, builtin: Mapping[str, str]) -> list[str]:
    """Return all names of a group: built-in ones in their order, then those of other packages by name."""
    return [*builtin, *(name for name in _foreign(group) if name not in builtin)]


@lru_cache
def _resolve(value: str) -> Any:
    module, _, attribute = value.partition(":")
    try:
        found = import_module(module)
        return getattr(found, attribute) if attribute else found
    except (ImportError, AttributeError) as error:
        raise PluginError(f"the plugin {value!r} cannot be loaded: {error}") from error


def load(group: str, name: str, builtin: Mapping[str, str]) -> Any:
    """Return what is registered under ``name``; a built-in wins over another package's.

    Raises:
        UsageError: if nothing of that name is registered.
        PluginError: if it is registered but cannot be imported.
    """
    value = builtin.get(name) or _foreign(group).get(name)
    if value is None:
        known = ", ".join(names(group, builtin))
        raise UsageError(f"there is no {name!r} among the {group.removeprefix('kg.')}; choose one of {known}")
    return _resolve(value)
