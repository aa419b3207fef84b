"""One table of the file formats in which a graph can be written and read."""

from dataclasses import dataclass
from pathlib import PurePath

from kg.errors import UnknownFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: how users name it (``--format``).
        suffixes: of files, the first is preferred.
        media_type: IANA media type.
        datasets: whether it holds named graphs.
        streams: whether a writer needs no more memory for more articles.
        rdf: whether it is an RDF syntax that can be read back as RDF.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    datasets: bool
    streams: bool
    rdf: bool = True


FORMATS: tuple[Format, ...] = (
    Format("turtle", (".ttl",), "text/turtle", datasets=False, streams=True),
    Format("ntriples", (".nt",), "application/n-triples", datasets=False, streams=True),
    Format("nquads", (".nq",), "application/n-quads", datasets=True, streams=True),
    Format("trig", (".trig",), "application/trig", datasets=True, streams=True),
    Format("jsonld", (".jsonld",), "application/ld+json", datasets=True, streams=True),
    Format("rdfxml", (".rdf", ".xml"), "application/rdf+xml", datasets=False, streams=True),
    Format("graphml", (".graphml",), "application/graphml+xml", datasets=False, streams=False, rdf=False),
    Format("gexf", (".gexf",), "application/gexf+xml", datasets=False, streams=False, rdf=False),
    Format("nodelink", (".json",), "application/json", datasets=False, streams=False, rdf=False),
)


def for_name(name: str) -> Format:
    """Return the format of that name.

    Raises:
        UnknownFormat: if there is none.
    """
    for candidate in FORMATS:
        if candidate.name == name:
            return candidate
    raise UnknownFormat(f"there is no format {name!r}; choose one of {', '.join(f.name for f in FORMATS)}")


def for_path(path: str | PurePath) -> tuple[Format, bool]:
    """Return the format that a file's suffix tells, and whether the file is gzipped.

    Raises:
        UnknownFormat: if the suffix tells none.
    """
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    gzipped = suffixes[-1:] == [".gz"]
    suffix = suffixes[-2] if gzipped and len(suffixes) > 1 else (suffixes[-1] if suffixes else "")
    for candidate in FORMATS:
        if suffix in candidate.suffixes:
            return candidate, gzipped
    known = ", ".join(f.suffixes[0] for f in FORMATS)
    raise UnknownFormat(
        f"the name {str(path)!r} does not tell the format; end it in one of {known}, or these with .gz"
    )


def for_output(path: str | PurePath, name: str | None = None) -> tuple[Format, bool]:
    """Return the format in which a file is to be written, and whether it is to be gzipped.

    Parameters:
        path: of the file; ``-`` for standard output.
        name: of the format; without it the suffix tells.

    Raises:
        UnknownFormat: if neither tells one.
    """
    if name is not None:
        return for_name(name), PurePath(path).suffix.lower() == ".gz"
    if str(path) == "-":
        raise UnknownFormat(f"-o - needs --to FORMAT, one of {', '.join(f.name for f in FORMATS)}")
    return for_path(path)
