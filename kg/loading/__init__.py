"""Takes graphs to stores: database folders, servers, and the files of bulk loaders."""

from kg.loading.load import Loaded, Options, Watcher, inspect, load

__all__ = ["Loaded", "Options", "Watcher", "inspect", "load"]
