"""Reads the build of German sentences: clauses, verb complexes, noun phrases, from tagged words."""

from kg.syntax.clause import Clause, ClauseKind
from kg.syntax.clauses import clauses

__all__ = ["Clause", "ClauseKind", "clauses"]
