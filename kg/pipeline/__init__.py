"""From files to graphs: the steps of one article are pure functions, and the build puts them in order."""

from kg.pipeline.build import build
from kg.pipeline.delivery import Sink
from kg.pipeline.options import Options
from kg.pipeline.passes import REFERENCES
from kg.pipeline.reading import annotate

__all__ = ["REFERENCES", "Options", "Sink", "annotate", "build"]
