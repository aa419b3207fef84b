"""The speakers of the real article's direct quotations, against what a careful reader says."""

import json
from pathlib import Path

from benchmarks.resolving.system import built


def direct_speakers(data: Path) -> tuple[int, int, int]:
    """Return how many direct quotations of the seed have the right speaker, are found, and are expected.

    Parameters:
        data: folder with ``seed/``.
    """
    expected = json.loads((data / "seed" / "expected.json").read_text("utf-8"))
    name = expected["source"]
    graph = built([(name, (data / "seed" / name).read_bytes())])
    answer = graph.answers[name]
    said = {
        " ".join(answer.text[start:end] for start, end in quotation.parts): quotation.speakers
        for quotation in answer.quotations
        if quotation.direct
    }
    right = found = 0
    for quotation in expected["direct_quotations"]:
        speakers = said.get(quotation["text"])
        found += speakers is not None
        right += bool(speakers) and {graph.entities[iri].names[0] for iri in speakers or ()} == {
            quotation["speaker"]
        }
    return right, found, len(expected["direct_quotations"])
