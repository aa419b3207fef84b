"""Writes the terms and expressions of a query, as rdflib has parsed them, the way a person would write them."""

from collections.abc import Callable, Mapping
from typing import Any

from rdflib import RDF, XSD
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, Path, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, URIRef, Variable

from kg.rdf.vocab import curie

Names = dict[str, str]
"""What stands for variables that the translation has made up."""

_JOINS = {"ConditionalAndExpression": "&&", "ConditionalOrExpression": "||"}
_SIGNS = {"UnaryNot": "!", "UnaryMinus": "-", "UnaryPlus": "+"}
_LONGEST = 60
"""Characters of a literal that are shown."""


def words(value: Any, names: Mapping[str, str]) -> str:
    """Return a term, a path or an expression in short SPARQL.

    Parameters:
        value: of rdflib.
        names: what to write for variables that the query does not have.
    """
    match value:
        case Variable():
            return names.get(str(value), f"?{value}")
        case URIRef():
            return "a" if value == RDF.type else _short(str(value))
        case Literal():
            return _literal(value)
        case BNode():
            return f"_:{value[:4]}"
        case Path():
            return _path(value, lambda iri: words(iri, {}))
        case CompValue():
            return _expression(value, names)
        case list():
            return ", ".join(words(each, names) for each in value)
    return str(value)


def _short(iri: str) -> str:
    short = curie(iri)
    return f"<{iri}>" if short == iri else short


def exact(term: Any) -> str:
    """Return a term or a path as SPARQL without prefixes; a blank node of a query is a variable."""
    if isinstance(term, Path):
        return _path(term, lambda iri: iri.n3())
    return f"?{term}" if isinstance(term, BNode) else str(term.n3())


def _literal(value: Literal) -> str:
    if value.datatype in (XSD.integer, XSD.decimal, XSD.boolean):
        return str(value)
    said = value.n3()
    if value.datatype:
        said = said.replace(f"<{value.datatype}>", _short(str(value.datatype)))
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _path(path: Any, name: Callable[[URIRef], str]) -> str:
    def inner(part: Any) -> str:
        return name(part) if isinstance(part, URIRef) else f"({_path(part, name)})"

    match path:
        case MulPath():
            return f"{inner(path.path)}{path.mod}"
        case InvPath():
            return f"^{inner(path.arg)}"
        case SequencePath():
            return "/".join(map(inner, path.args))
        case AlternativePath():
            return "|".join(map(inner, path.args))
        case NegatedPath():
            return f"!({'|'.join(map(inner, path.args))})"
    return "…"  # rdflib does not read an inverse within a negation


def _expression(value: CompValue, names: Mapping[str, str]) -> str:
    name = value.name
    if name in _JOINS:
        return f" {_JOINS[name]} ".join(_operand(each, names) for each in (value.expr, *value.other))
    if name == "RelationalExpression":
        other = (
            f"({words(value.other, names)})"
            if isinstance(value.other, list)
            else _operand(value.other, names)
        )
        return f"{_operand(value.expr, names)} {value.op} {other}"
    if name in ("AdditiveExpression", "MultiplicativeExpression"):
        more = zip(value.op, value.other, strict=True)
        return _operand(value.expr, names) + "".join(f" {op} {_operand(each, names)}" for op, each in more)
    if name in _SIGNS:
        return f"{_SIGNS[name]}{_operand(value.expr, names)}"
    if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        return "EXISTS …" if name == "Builtin_EXISTS" else "NOT EXISTS …"
    if name == "Function":
        return f"{words(value.iri, names)}({words(value.expr or [], names)})"
    return _call(value, names)


def _call(value: CompValue, names: Mapping[str, str]) -> str:
    """Return the call of a built-in function or of an aggregate."""
    function = value.name.removeprefix("Builtin_").removeprefix("Aggregate_").upper()
    arguments = [
        words(each, names)
        for key, each in value.items()
        if key not in ("distinct", "res", "_vars", "separator")
    ]
    distinct = "DISTINCT " if value.distinct else ""
    return f"{function}({distinct}{', '.join(arguments)})"


def _operand(value: Any, names: Mapping[str, str]) -> str:
    """Return a part of an expression, in brackets where that tells parts apart."""
    nested = isinstance(value, CompValue) and value.name.endswith("Expression")
    return f"({words(value, names)})" if nested else words(value, names)
