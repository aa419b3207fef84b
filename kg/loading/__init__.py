"""Takes graphs to stores: database folders, servers, and the files of bulk loaders."""

from kg.loading.bulk import write_bulk
from kg.loading.load import Loaded, Options, Watcher, inspect, load
from kg.loading.parts import home_term

__all__ = ["Loaded", "Options", "Watcher", "home_term", "inspect", "load", "write_bulk"]
