"""The SPARQL 1.1 Protocol over one database: read-only, within limits, in processes that can be ended."""

from kg.serve.protocol.endpoint import Endpoint
from kg.serve.protocol.messages import Limits, Question, Refused
from kg.serve.protocol.pool import Pool

__all__ = ["Endpoint", "Limits", "Pool", "Question", "Refused"]
