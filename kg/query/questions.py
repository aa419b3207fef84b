"""Questions that ship with kg: SPARQL files whose head tells what they answer and which parameters they take.

# title: Who is quoted most in a time span?
# title@de: Wer wird in einem Zeitraum am häufigsten zitiert?
# answers: People and institutions with the number of their quotations.
# parameter since (date, default 0001-01-01): the first day

In the query, parameters are the variables that are written with ``$``.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from kg.errors import UsageError
from kg.rdf.sparql import bind
from kg.rdf.terms import iri, literal
from kg.resources import folder

_HEAD = re.compile(r"# (title|title@de|answers): (.+)")
_PARAMETER = re.compile(r'# parameter (\w+) \((\w+)(?:, default ("?)(.*?)\3)?\): (.+)')


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks back.

    Attributes:
        name: of the variable, and of the option.
        kind: ``string``, ``date``, ``integer``, ``decimal`` or ``iri``.
        default: the value if none is given; None where one must be.
        meaning: for people.
    """

    name: str
    kind: str
    default: str | None
    meaning: str

    def term(self, value: str) -> str:
        """Return a value as an N-Triples term, the only way by which it reaches a query.

        Raises:
            UsageError: if it is none of the parameter's kind.
        """
        try:
            return _TERMS[self.kind](value.strip() if self.kind != "string" else value)
        except (ValueError, InvalidOperation):
            raise UsageError(f"{value!r} is no {_KINDS[self.kind]}, which {self.name!r} needs") from None


def _date(value: str) -> str:
    return literal(datetime.date.fromisoformat(value).isoformat(), datatype="date")


def _integer(value: str) -> str:
    return literal(str(int(value)), datatype="integer")


def _decimal(value: str) -> str:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return literal(format(number, "f"), datatype="decimal")


_TERMS = {"string": literal, "date": _date, "integer": _integer, "decimal": _decimal, "iri": iri}
_KINDS = {
    "string": "text", "date": "date like 2022-01-31", "integer": "whole number", "decimal": "number like 0.7", "iri": "IRI",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A bundled question.

    Attributes:
        name: of its file.
        title, title_de: the question in English and in German.
        answers: what the rows are.
        parameters: in the order of the file.
        text: the file, a whole SPARQL query but for the known prefixes and the parameters' values.
    """

    name: str
    title: str
    title_de: str
    answers: str
    parameters: tuple[Parameter, ...]
    text: str

    def sparql(self, values: Mapping[str, str]) -> str:
        """Return the query with values for its parameters.

        Parameters:
            values: by name of the parameter, as the user wrote them; what is missing gets its default.

        Raises:
            UsageError: if one is unknown, missing or of another kind.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise UsageError(f"the question {self.name!r} has no parameter {name!r}; {self._takes()}")
        terms = {}
        for name, parameter in known.items():
            value = values.get(name, parameter.default)
            if value is None:
                raise UsageError(
                    f"the question {self.name!r} needs a value for {name!r} ({parameter.meaning})"
                )
            terms[name] = parameter.term(value)
        return bind(self.text, terms)

    def _takes(self) -> str:
        return (
            f"it takes {', '.join(p.name for p in self.parameters)}" if self.parameters else "it takes none"
        )


def questions() -> tuple[Question, ...]:
    """Return all questions, sorted by name."""
    return tuple(_all().values())


def question(name: str) -> Question:
    """Return the question of a name.

    Raises:
        UsageError: if there is none.
    """
    found = _all().get(name)
    if found is None:
        raise UsageError(f"there is no question {name!r}; kg ask --list shows all")
    return found


@cache
def _all() -> dict[str, Question]:
    files = sorted((f for f in folder("queries").iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return {f.name[:-3]: _read(f.name[:-3], f.read_text("utf-8")) for f in files}


def _read(name: str, text: str) -> Question:
    lines = text.splitlines()
    head = {match[1]: match[2] for line in lines if (match := _HEAD.fullmatch(line))}
    parameters = tuple(
        Parameter(match[1], match[2], match[4], match[5])
        for line in lines if (match := _PARAMETER.fullmatch(line))
    )  # fmt: skip
    return Question(name, head["title"], head["title@de"], head["answers"], parameters, text)
