"""The reading room: a web application over one graph, for one reader's own machine."""

from kg.serve.app import Settings, application
from kg.serve.server import open_port, run

__all__ = ["Settings", "application", "open_port", "run"]
