"""A process that answers one query after the other, so that a query can be stopped, and its memory freed, by ending it.

python -m kg.serve.protocol.worker DATABASE ANSWER LIMITS

reads questions from standard input and writes replies to standard output; the answer itself goes into the file
ANSWER. Nothing in it reaches beyond the database: queries that ask other servers are refused.
"""

import re
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyoxigraph

from kg.rdf.data_set import names_data_set
from kg.rdf.sparql import asks_elsewhere
from kg.rdf.vocab import PREFIXES
from kg.serve.protocol import results
from kg.serve.protocol.accept import negotiate
from kg.serve.protocol.messages import Limits, Question, Refused, Reply
from kg.store.database import open_database

_FRESH = 4
"""A worker that keeps more than that part of the memory of a query is replaced."""
_GRACE_S = 5.0
"""Worked on for so long beyond its limit, a query ends even where the server that should end it is gone."""


_LONGEST_REASON = 200


def _graphs(iris: tuple[str, ...]) -> list[pyoxigraph.NamedNode | pyoxigraph.BlankNode]:
    try:
        return [pyoxigraph.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise Refused(400, f"a graph of the data set is no IRI: {error}") from error


def _evaluate(
    store: pyoxigraph.Store, question: Question
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
    """Ask the store; a data set in the request wins over one in the query (SPARQL 1.1 Protocol, 2.1.4)."""
    if asks_elsewhere(question.query):
        raise Refused(403, "SERVICE asks another server; this one answers from its own graph only")
    default, named = _graphs(question.default_graphs), _graphs(question.named_graphs)
    try:
        if default or named:
            return store.query(
                question.query, prefixes=PREFIXES, default_graph=[*default], named_graphs=named
            )
        union = not names_data_set(question.query)  # with a union Oxigraph would not heed FROM
        return store.query(question.query, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise Refused(400, _explained(str(error))) from error


def _explained(said: str) -> str:
    """Return a sentence of a parser's error; what it expects can be pages of characters."""
    place = re.search(r"at (\d+):(\d+): ?(.*)", said, re.DOTALL)
    if place is None:
        return f"the query is not valid SPARQL 1.1: {said}"
    line, column, reason = place.groups()
    brief = f" ({reason})" if len(reason) <= _LONGEST_REASON and "\n" not in reason else ""
    return f"the query is not valid SPARQL 1.1 at line {line}, column {column}{brief}"


def _chosen(accept: str | None, offers: list[str], kind: str) -> str:
    chosen = negotiate(accept, offers)
    if chosen is None:
        raise Refused(406, f"the answer to a {kind} query can be {', '.join(offers)}")
    return chosen


def answer(store: pyoxigraph.Store, question: Question, limits: Limits, out: BinaryIO) -> Reply:
    """Write down the answer to a question.

    Raises:
        Refused: if there is none.
    """
    found = _evaluate(store, question)
    try:
        if isinstance(found, pyoxigraph.QueryTriples):
            chosen = _chosen(question.accept, [*results.TRIPLES], "CONSTRUCT or DESCRIBE")
            triples = results.Limited(found, out, rows=limits.rows, size=limits.size)
            results.write_triples(triples, results.TRIPLES[chosen], out, PREFIXES)
            return Reply(media_type=chosen, rows=triples.count, cut=triples.cut)
        if isinstance(found, pyoxigraph.QueryBoolean):
            chosen = _chosen(question.accept, [*results.ROWS], "ASK")
            results.write_boolean(bool(found), results.ROWS[chosen], out)
            return Reply(media_type=chosen, rows=1)
        chosen = _chosen(question.accept, [*results.ROWS], "SELECT")
        names = [variable.value for variable in found.variables]
        rows = results.Limited((tuple(row) for row in found), out, rows=limits.rows, size=limits.size)
        results.write_rows(names, rows, results.ROWS[chosen], out)
        return Reply(media_type=chosen, rows=rows.count, cut=rows.cut)
    except (ValueError, RuntimeError, OSError) as error:
        raise Refused(500, f"the query cannot be answered: {error}") from error


def _reply(work: Callable[[], Reply]) -> Reply:
    try:
        return work()
    except Refused as refused:
        return Reply(refused.status, str(refused))


def _memory() -> tuple[int, int]:
    """Return how much memory this process has, and how much the system counts as its data, in bytes; 0 if it won't say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0, 0
    pages = [int(number) * resource.getpagesize() for number in statm.read_text().split()]
    return pages[1], pages[5]


def main(database: str, place: str, limits: Limits) -> None:
    """Answer until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    store = open_database(database)
    resident, data = _memory()
    resource.setrlimit(resource.RLIMIT_DATA, (data + limits.memory, data + limits.memory))
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
    for line in sys.stdin.buffer:
        question = msgspec.json.decode(line, type=Question)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_S)
        with Path(place).open("wb") as out:
            reply = _reply(lambda: answer(store, question, limits, out))  # noqa: B023 - called at once
        signal.setitimer(signal.ITIMER_REAL, 0)
        reply = msgspec.structs.replace(reply, last=_memory()[0] - resident > limits.memory // _FRESH)
        sys.stdout.buffer.write(msgspec.json.encode(reply) + b"\n")
        sys.stdout.buffer.flush()
        if reply.last:
            return


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], msgspec.json.decode(sys.argv[3], type=Limits))
