"""Writes a model beside its card, and its SHA-256 into the card."""

import re
from hashlib import sha256
from pathlib import Path

MODELS = Path(__file__).parents[1] / "kg" / "models"


def write_model(name: str, data: bytes) -> None:
    """Write ``model.bin`` and renew the sum on the card that lies beside it."""
    folder = MODELS / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.bin").write_bytes(data)
    card = folder / "CARD.md"
    old = card.read_text("utf-8") if card.exists() else f"# {name}\n\n    sha256: {'0' * 64}\n"
    card.write_text(re.sub(r"sha256: [0-9a-f]{64}", f"sha256: {sha256(data).hexdigest()}", old), "utf-8")
    print(f"{folder}: {len(data):,} bytes")
