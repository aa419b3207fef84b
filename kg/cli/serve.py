"""kg serve: read a graph in the browser."""

from typing import Any

import click


@click.command("serve")
@click.argument("graph")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen at. Anyone who reaches another one than the default can read the graph.")  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option("--lang", "language", type=click.Choice(["de", "en"]),
              help="Language of the pages; without it the browser's.")  # fmt: skip
@click.option("--allow-name", "names", multiple=True, metavar="NAME",
              help="Host name by which this machine may be called, besides localhost and its addresses. Repeatable.")  # fmt: skip
@click.option("--query-seconds", "seconds", type=click.FloatRange(0, min_open=True), default=30, show_default=True,
              help="How long a SPARQL query may take.")  # fmt: skip
@click.option("--query-rows", "rows", type=click.IntRange(1), default=1_000_000, show_default=True,
              help="After how many rows the answer to a SPARQL query ends.")  # fmt: skip
@click.option("--query-memory", "memory", type=click.IntRange(16), default=2048, show_default=True, metavar="MB",
              help="How much memory a SPARQL query may take.")  # fmt: skip
@click.option("--cors", is_flag=True,
              help="Let web pages of other sites, which a reader has open, read the answers to SPARQL queries.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Say nothing.")
def command(*, graph: str, host: str, port: int, names: tuple[str, ...], quiet: bool, **options: Any) -> None:
    """Open the reading room: articles with their quotations, people, search and the network, in the browser.

    GRAPH is a graph file or a folder that kg load made. Ctrl-C ends it.
    """
    from kg.serve import Settings, application, open_port, run
    from kg.serve.protocol import Limits

    def say(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    taken = open_port(host, port)
    settings = Settings(
        graph,
        language=options["language"],
        names=frozenset({*map(str.lower, names), host.lower()}),
        limits=Limits(options["seconds"], options["rows"], memory=options["memory"] * 2**20),
        cors=options["cors"],
    )
    say(f"kg: reading {graph}")
    app = application(settings)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{taken.getsockname()[1]}/"
    run(app, taken, lambda: say(f"kg: the reading room is open at {address} (Ctrl-C ends it)"))
