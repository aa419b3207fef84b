"""Prints how long the pages of the reading room take while many readers use it at the same time.

    python benchmarks/serve.py --articles 10000 --readers 50 --seconds 60

Articles are generated, as for benchmarks/build.py, and loaded into a database folder; ``--database`` names one that is there
already. ``kg serve`` runs as a process of its own on loopback. Each reader asks for page after page, at random but the same in
every run, and thinks for a moment between two; all share the processors with the server. All the while somebody asks
a query that never ends, which the server has to stop each time.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from kg.testing import generated, render

ROOMS = {
    "start": 1,
    "articles": 2,
    "article": 6,
    "people": 1,
    "person": 4,
    "place": 1,
    "search": 3,
    "network": 1,
}
"""How often each kind of page is asked for, beside the others."""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUERY_SECONDS = 5
WORDS = ("Brücke", "Hafen", "Minister", "Streit", "Wasser", "Claussen", "Musster", "Berlim")
THINKING_S = 1.0
KG = [sys.executable, "-m", "kg"]


def served(place: Path, articles: int) -> Path:
    """Build a database folder of so many generated articles."""
    corpus = place / "corpus"
    corpus.mkdir()
    for number in range(articles):
        (corpus / f"{number:07}.txt").write_bytes(render(generated(number), "piped"))
    graph, folder = str(place / "graph.nq"), place / "database"
    subprocess.run(
        [*KG, "build", str(corpus), "-o", graph, "-q", "--cache", str(place / "cache")], check=True
    )
    subprocess.run([*KG, "load", graph, str(folder)], check=True, capture_output=True)
    return folder


def opened(folder: Path) -> tuple["subprocess.Popen[str]", str]:
    """Start the reading room; return the process and its address."""
    command = [*KG, "serve", str(folder), "--port", "0", "--query-seconds", str(QUERY_SECONDS)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"open at (http://\S+?)/?\s", line + " "):
            return process, found[1]
    raise SystemExit("kg serve did not start")


def addresses(client: httpx.Client, room: str) -> list[str]:
    """Return what the first pages of a list lead to."""
    found: list[str] = []
    for page in range(1, 6):
        found += re.findall(r'href="(/data/[^"#?]+)"', client.get(room, params={"page": page}).text)
    return sorted(set(found))


class Reader(threading.Thread):
    """Somebody who reads until a moment; ``seconds`` has the kind and the time of each page, ``errors`` what went wrong."""

    def __init__(self, address: str, pages: dict[str, list[str]], number: int, until: float) -> None:
        super().__init__()
        self.address, self.pages, self.until = address, pages, until
        self.random = random.Random(number)
        self.seconds: list[tuple[str, float]] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Read."""
        with httpx.Client(base_url=self.address, timeout=30, trust_env=False) as client:
            while time.monotonic() < self.until:
                time.sleep(self.random.uniform(0, 2 * THINKING_S))
                (kind,) = self.random.choices(list(ROOMS), list(ROOMS.values()))
                page = self.random.choice(self.pages[kind])
                began = time.perf_counter()
                try:
                    client.get(page).raise_for_status()
                except httpx.HTTPError as error:
                    self.errors.append(f"{page}: {error}")
                self.seconds.append((kind, time.perf_counter() - began))


class Endless(threading.Thread):
    """Somebody whose queries never end; ``stopped`` has after how many seconds each was, ``errors`` what else came."""

    def __init__(self, address: str, until: float) -> None:
        super().__init__()
        self.address, self.until = address, until
        self.stopped: list[float] = []
        self.errors: list[str] = []

    def run(self) -> None:
        """Ask again and again."""
        with httpx.Client(base_url=self.address, timeout=60, trust_env=False) as client:
            while time.monotonic() < self.until:
                began = time.perf_counter()
                answer = client.post("/sparql", data={"query": ENDLESS})
                if answer.status_code == 500:
                    self.stopped.append(time.perf_counter() - began)
                else:
                    self.errors.append(f"the endless query: {answer.status_code} {answer.text[:200]}")


def memory(process: int) -> int:
    """Return the bytes in memory that a process has and its children have, what they share counted once for all."""
    tasks = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    rolled = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8")
    own = int(re.search(r"^Pss:\s+(\d+)", rolled, re.MULTILINE)[1]) * 1024  # type: ignore[index]
    return own + sum(memory(int(child)) for child in tasks)


def row(kind: str, seconds: list[float]) -> None:
    """Print a line of the table, in milliseconds."""
    ordered = sorted(seconds)
    points = (ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000 for share in (0.5, 0.95, 1))
    print(f"{kind:12}{len(ordered):8,}" + "".join(f"{value:10.0f}" for value in points))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--database", type=Path, help="a folder that kg load made")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = chosen.database or served(Path(folder), chosen.articles)
        for start in ("first", "second"):
            began = time.perf_counter()
            process, address = opened(database)
            print(
                f"{start} start: open after {time.perf_counter() - began:.1f} s, {memory(process.pid) / 1e6:.0f} MB"
            )
            try:
                if start == "second":
                    measure(address, chosen.readers, chosen.seconds)
                    print(f"{memory(process.pid) / 1e6:.0f} MB afterwards")
            finally:
                process.terminate()
                process.communicate()


def measure(address: str, readers: int, seconds: float) -> None:
    """Let so many read for so long, and print what they saw."""
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        pages = {
            "start": ["/"], "articles": ["/articles", "/articles?page=2", "/articles?page=3"], "people": ["/people"],
            "article": addresses(client, "/articles"), "person": addresses(client, "/people"),
            "place": addresses(client, "/places"), "search": [f"/search?q={word}" for word in WORDS],
            "network": ["/network"],
        }  # fmt: skip
    until = time.monotonic() + seconds
    endless = Endless(address, until)
    endless.start()
    everybody = [Reader(address, pages, number, until) for number in range(readers)]
    for reader in everybody:
        reader.start()
    for reader in everybody:
        reader.join()
    endless.join()
    seen = [one for reader in everybody for one in reader.seconds]
    print(f"{'page':12}{'answers':>8}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}")
    for kind in ROOMS:
        row(kind, [took for what, took in seen if what == kind] or [0.0])
    row("all", [took for _, took in seen])
    errors = [error for reader in everybody for error in reader.errors] + endless.errors
    print(
        f"{len(endless.stopped)} endless queries stopped after {', '.join(f'{s:.1f}' for s in endless.stopped[:12])} s"
    )
    print(f"{len(errors)} errors", *errors[:5], sep="\n")


if __name__ == "__main__":
    main()
