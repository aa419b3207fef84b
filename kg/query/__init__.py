"""Asks graphs: a file, a database folder, or a SPARQL endpoint.

with open_engine("graph.nq") as engine:
    answer = engine.query("SELECT ?who { ?q schema:spokenByCharacter ?who }", timeout=10, limit=100)
    print(write(answer, "csv"))
"""

from kg.query.answer import Answer
from kg.query.engine import Engine, open_engine, run
from kg.query.explain import Explanation, explain
from kg.query.forms import write
from kg.query.stats import Stats, stats

__all__ = ["Answer", "Engine", "Explanation", "Stats", "explain", "open_engine", "run", "stats", "write"]
