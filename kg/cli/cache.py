"""kg cache: what builds keep of each article, so that the next one only does what changed."""

import click


@click.command("cache")
@click.option("--cache", metavar="DIR", help="Where it lies; without it $XDG_CACHE_HOME/kg, or ~/.cache/kg.")
@click.option("--clear", is_flag=True, help="Remove it.")
@click.option("--prune", type=click.IntRange(min=1), metavar="DAYS",
              help="Remove what no build has used for so many days.")  # fmt: skip
def command(cache: str | None, clear: bool, prune: int | None) -> None:
    """Show what the cache holds and where it lies, or clear it."""
    from kg import cache as kept

    folder = kept.folder(cache)
    if clear:
        click.echo(f"{folder}: {_size(kept.clear(folder))} removed")
        return
    if not (folder / "cache.sqlite").exists():
        click.echo(f"{folder}: nothing is kept there")
        return
    with kept.Cache(folder) as opened:
        if prune is not None:
            click.echo(f"{folder}: {opened.prune(prune)} files removed that no build used for {prune} days")
        found = opened.contents()
    click.echo(
        f"{folder}: {_size(found.size)}, {found.sources} files with {found.documents} articles, "
        f"{found.written} parts of graphs"
    )


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
