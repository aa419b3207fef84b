"""kg forget: articles and people go out of graphs and cache, and stay out."""

from pathlib import Path

import click


@click.command("forget")
@click.argument("what", nargs=-1, required=True, metavar="IRI|FILE...")
@click.option(
    "-g",
    "--graph",
    multiple=True,
    metavar="FILE",
    help="Graph to take it out of; may be given several times.",
)
@click.option("--base", metavar="IRI", help="Namespace of the graph's IRIs, as for build.")
@click.option("--cache", metavar="DIR", help="Where the cache lies, as for build.")
@click.option("--forgotten", metavar="FILE",
              help="List of what stays out of later builds; without it $XDG_DATA_HOME/kg/forgotten.txt.")  # fmt: skip
def command(
    what: tuple[str, ...], graph: tuple[str, ...], base: str | None, cache: str | None, forgotten: str | None
) -> None:
    """Take an article (its IRI or file), or everything about a person (its IRI), out of graphs and cache.

    A person's quotations and mentions go, and its names are blacked out in the texts. Later builds leave out the
    same, as long as it is on the list, which holds hashes only.
    """
    from kg import cache as kept
    from kg import forget
    from kg import forgotten as listed
    from kg.export import open_exporter
    from kg.rdf.dataset import read_dataset
    from kg.rdf.vocab import DEFAULT_BASE
    from kg.reconcile.answers import Answers

    where = base or DEFAULT_BASE
    locals_ = [local for each in what for local in forget.named(each, where)]
    for name in graph:
        locals_ += forget.spellings(read_dataset(Path(name)), locals_, where)
    forget.remember(listed.file(forgotten), locals_)
    for local in locals_:
        click.echo(f"{where}{local}: later builds leave it out")
    folder = kept.folder(cache)
    if (folder / "cache.sqlite").exists():
        with kept.Cache(folder) as opened:
            removed = forget.from_cache(opened, locals_)
        click.echo(f"{folder}: what was made of {removed.triples} file(s) removed")
    if (folder / kept.ANSWERS).exists():
        with Answers(folder) as answers:
            gone = answers.forget([f"{where}{local}" for local in locals_])
        click.echo(f"{folder}: {gone} answer(s) of kg link removed")
    for name in graph:
        graphs, removed = forget.from_graphs(read_dataset(Path(name)), locals_, where)
        with open_exporter(name, base=where) as exporter:
            for each in graphs:
                exporter.write(each)
        click.echo(f"{name}: {removed.triples} statements removed, {removed.masked} texts blacked out")
        for address in removed.remains:
            click.echo(f"  the name is still in the address of {address}; forget that article to remove it")
