"""kg serve: read a graph in the browser."""

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
@click.option("-q", "--quiet", is_flag=True, help="Say nothing.")
def command(
    *, graph: str, host: str, port: int, language: str | None, names: tuple[str, ...], quiet: bool
) -> None:
    """Open the reading room: articles with their quotations, people, search and the network, in the browser.

    GRAPH is a graph file or a folder that kg load made. Ctrl-C ends it.
    """
    from kg.serve import Settings, application, open_port, run

    def say(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    taken = open_port(host, port)
    settings = Settings(graph, language=language, names=frozenset({*map(str.lower, names), host.lower()}))
    say(f"kg: reading {graph}")
    app = application(settings)
    shown = f"[{host}]" if ":" in host else host
    say(f"kg: the reading room is open at http://{shown}:{taken.getsockname()[1]}/ (Ctrl-C ends it)")
    run(app, taken)
