"""Reads the build of German sentences: clauses, verb complexes, noun phrases, from tagged tokens."""

from kg.syntax.clauses import Clause, ClauseKind, clauses

__all__ = ["Clause", "ClauseKind", "clauses"]
