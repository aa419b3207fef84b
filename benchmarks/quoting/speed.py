"""Words per second on one core, stage by stage, beside an untrained spaCy pipeline of the size of its small German model."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

from benchmarks.quoting.corpus import Corpus, extractor
from kg.extract import DEFAULT, annotate
from kg.model import Article, Document
from kg.records import plain_article

ROUNDS = 3
"""Each stage is run so often and the fastest round counts: other work shares the machine."""
_TAGS = (
    "$( $, $. ADJA ADJD ADV APPO APPR APPRART APZR ART CARD FM ITJ KOKOM KON KOUI KOUS NE NN NNE PAV PDAT PDS PIAT PIS "
    "PPER PPOSAT PPOSS PRELAT PRELS PRF PROAV PTKA PTKANT PTKNEG PTKVZ PTKZU PWAT PWAV PWS TRUNC VAFIN VAIMP VAINF VAPP "
    "VMFIN VMINF VMPP VVFIN VVIMP VVINF VVIZU VVPP XY"
).split()
_RELATIONS = (
    "ROOT ac adc ag ams app avc cc cd cj cm cp cvc da dep dm ep ju mnr mo ng nk nmc oa oc og op par pd pg ph pm pnc punct "
    "rc re rs sb sbp svp uc vo"
).split()
_MORPHOLOGY = [
    f"Case={case}|Gender={gender}|Number={number}|POS={pos}"
    for case in ("Acc", "Dat", "Gen", "Nom")
    for gender in ("Fem", "Masc", "Neut")
    for number in ("Plur", "Sing")
    for pos in ("ADJ", "ADP", "DET", "NOUN", "PRON", "PROPN")
]


def one_core() -> None:
    """Keep this process on one core, and the libraries that it will load to one thread."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        with suppress(OSError):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def speeds(corpus: Corpus) -> Iterator[tuple[str, float]]:
    """Yield each extractor of kg and the whole, with its words per second; „sentences“ makes tokens and tags."""
    articles = [plain_article(article["text"]) for article in corpus.articles]
    documents: Sequence[Document] = [Document(article=article) for article in articles]
    for name in DEFAULT:
        stage = extractor(name)
        seconds, documents = _fastest(lambda stage=stage, given=documents: [stage(item) for item in given])  # type: ignore[misc]
        yield name, corpus.words / seconds
    seconds, _ = _fastest(lambda: _all(articles))
    yield "all", corpus.words / seconds


def _all(articles: Sequence[Article]) -> list[Document]:
    return [annotate(article) for article in articles]


def _fastest(run: Callable[[], list[Document]]) -> tuple[float, list[Document]]:
    best, made = float("inf"), []
    for _ in range(ROUNDS):
        began = time.process_time()
        made = run()
        best = min(best, time.process_time() - began)
    return best, made


def spacy_speed(corpus: Corpus) -> tuple[str, float] | None:
    """Return name and words per second of the peer; None where spaCy is not installed."""
    try:
        spacy = import_module("spacy")
    except ImportError:
        return None
    pipeline = _small_german(spacy)
    texts = [article["text"] for article in corpus.articles]
    list(pipeline.pipe(texts[:5]))
    best, tokens = float("inf"), 0
    for _ in range(ROUNDS):
        began = time.process_time()
        tokens = sum(len(doc) for doc in pipeline.pipe(texts))
        best = min(best, time.process_time() - began)
    return f"spaCy {spacy.__version__}, untrained, {'+'.join(pipeline.pipe_names)}", tokens / best


def _small_german(spacy: Any) -> Any:
    """Build the components of de_core_news_sm without weights: hash embeddings 96 wide, 4 convolutions, 54 tags, 42 relations."""
    pipeline = spacy.blank("de")
    encoder = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 4, "embed_size": 2000, "window_size": 1,
               "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None}  # fmt: skip
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    pipeline.add_pipe("tok2vec", config={"model": encoder})
    for name in ("tagger", "morphologizer"):
        model = {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}
        for label in _TAGS if name == "tagger" else _MORPHOLOGY:
            _added(pipeline, name, {"model": model}).add_label(label)
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
              "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": shared}  # fmt: skip
    for label in _RELATIONS:
        _added(pipeline, "parser", {"model": parser}).add_label(label)
    names = {**parser, "state_type": "ner", "tok2vec": encoder}
    for label in ("LOC", "MISC", "ORG", "PER"):
        _added(pipeline, "ner", {"model": names}).add_label(label)
    pipeline.initialize()
    return pipeline


def _added(pipeline: Any, name: str, config: dict[str, Any]) -> Any:
    return pipeline.get_pipe(name) if name in pipeline.pipe_names else pipeline.add_pipe(name, config=config)
