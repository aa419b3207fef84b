"""Prints how fast sentences, parts of speech and names are found on one core, beside what others take, and how well.

    python benchmarks/tagging.py [FILE.jsonl] [--data FOLDER]

Reads the texts of a file of JSON lines (``{"text": …}``) or else the example articles, each once, so that caches
help no more than in an archive. spaCy (an untrained pipeline of the size of its small German model) and HanTa are
measured where they are installed: ``pip install spacy HanTa numpy``. With the folder of the annotated data it prints
F1 of names on ``ner/germeval_dev.jsonl`` in both qualities; neither model was trained on these sentences. Accuracy of
parts of speech is printed by ``python -m training.tagger --figures``.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.model import Span
from kg.tagging import document_entities, entities, tag_sentences
from kg.text import words
from training.names import read, scores

EXAMPLES = Path(__file__).parents[1] / "examples" / "taz"
SPACY_WORDS, HANTA_WORDS = 20_000, 5_000
"""The slow ones are measured on the first words only."""
_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n.*\S.*)*")


def texts(path: Path | None) -> list[str]:
    """Return the texts to work on."""
    if path is None:
        return [file.read_text("utf-8", "replace") for file in sorted(EXAMPLES.glob("*.txt"))]
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def paragraphs(text: str) -> list[Span]:
    """Return the stretches between blank lines."""
    return [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]


def measured(title: str, work: Callable[[], int]) -> None:
    """Print words a second of CPU time, and the memory of the process so far."""
    start = time.process_time()
    count = work()
    speed = count / (time.process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {title} | {speed:,.0f} | {memory} |", flush=True)


def cut(articles: list[str]) -> int:
    """Cut the articles into sentences and words."""
    return sum(
        len(sentence) for text in articles for span in paragraphs(text) for sentence in words(text, span)
    )


def tag(articles: list[str]) -> int:
    """Tag the articles."""
    return sum(
        len(sentence.tokens) for text in articles for sentence in tag_sentences(text, paragraphs(text))
    )


def name(articles: list[str], *, whole: bool) -> int:
    """Tag the articles and find their names, with or without a look at the whole article."""
    count = 0
    for text in articles:
        sentences = tag_sentences(text, paragraphs(text))
        found = document_entities(sentences) if whole else [entities(sentence) for sentence in sentences]
        count += sum(len(sentence.tokens) for sentence, _ in zip(sentences, found, strict=True))
    return count


def name_best(articles: list[str]) -> int:
    """Tag the articles and find their names by the encoder, as ``--quality best`` does."""
    from kg.tagging import encoder

    count = 0
    for text in articles:
        sentences = tag_sentences(text, paragraphs(text))
        encoder.document_entities(sentences)
        count += sum(len(sentence.tokens) for sentence in sentences)
    return count


def figures(data: Path) -> dict[str, dict[str, float]]:
    """Return F1 of both qualities on sentences that no model was trained on."""
    found = {"default": default(data)}
    return found | ({"best": best(data)} if find_spec("onnxruntime") else {})


def default(data: Path) -> dict[str, float]:
    """Return F1 of the network that ships."""
    from kg.tagging.names import network
    from training.network.score import judged

    return scores(judged(network(), read(data, "germeval_dev")))


def best(data: Path) -> dict[str, float]:
    """Return F1 of the encoder that ships."""
    from kg.tagging.encoder.model import model
    from training.encoder.score import judged

    return scores(judged(model(), read(data, "germeval_dev")))


def show(found: dict[str, dict[str, float]]) -> None:
    """Print F1 by type."""
    print("\n| names on germeval_dev, F1 | PER, LOC, ORG | PER | LOC | ORG |\n|---|---|---|---|---|")
    for title, values in found.items():
        cells = " | ".join(f"{values[kind]:.1f}" for kind in ("PLO", "PER", "LOC", "ORG"))
        print(f"| {title} | {cells} |", flush=True)


def first(articles: list[str], limit: int) -> Iterator[str]:
    """Yield paragraphs until there are enough words."""
    for text in articles:
        for span in paragraphs(text):
            limit -= len(span.of(text).split())
            if limit > 0:
                yield span.of(text)


def spacy_small(articles: list[str]) -> int:
    """Run an untrained spaCy pipeline: tok2vec of de_core_news_sm's size, tagger, morphologizer, parser, NER."""
    import spacy

    nlp = spacy.blank("de")
    nlp.add_pipe("tok2vec")
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    for part, labels in (("tagger", 50), ("morphologizer", 300), ("parser", 0), ("ner", 0)):
        pipe: Any = nlp.add_pipe(part, config={"model": {"tok2vec": shared}})
        for number in range(labels):
            pipe.add_label(f"Case={number}" if part == "morphologizer" else f"L{number}")
        if not labels:
            for label in ("PER", "LOC", "ORG", "MISC") if part == "ner" else ("sb", "oa", "ROOT", "nk", "mo"):
                pipe.add_label(label)
    nlp.initialize()
    return sum(map(len, nlp.pipe(first(articles, SPACY_WORDS))))


def hanta(articles: list[str]) -> int:
    """Run HanTa's tagger over words that are cut already."""
    from HanTa.HanoverTagger import HanoverTagger

    tagger, count = HanoverTagger("morphmodel_ger.pgz"), 0
    for text in first(articles, HANTA_WORDS):
        for sentence in words(text, Span(0, len(text))):
            count += len(tagger.tag_sent([text[start:end] for start, end in sentence], taglevel=1))
    return count


def main() -> None:
    """Measure each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python benchmarks/tagging.py")
    parser.add_argument("file", nargs="?", help="texts as JSON lines; - for the example articles")
    parser.add_argument("--data", type=Path, help="folder of the annotated data")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    path = Path(options.file) if options.file not in (None, "-") else None
    work: dict[str, Callable[[list[str]], int]] = {
        "sentences and words": cut,
        "and parts of speech": tag,
        "and names": lambda articles: name(articles, whole=False),
        "and the whole article": lambda articles: name(articles, whole=True),
    }
    work |= {"the same, --quality best": name_best} if find_spec("onnxruntime") else {}
    work |= {"spaCy, small, untrained": spacy_small} if find_spec("spacy") else {}
    work |= {"HanTa, parts of speech": hanta} if find_spec("HanTa") else {}
    if options.only:
        articles = texts(path)
        measured(options.only, lambda: work[options.only](articles))
        return
    print("| what | words/s | MB |\n|---|---|---|", flush=True)
    for title in work:
        subprocess.run([sys.executable, __file__, str(path or "-"), "--only", title], check=True)
    if options.data:
        show(figures(options.data))


if __name__ == "__main__":
    main()
