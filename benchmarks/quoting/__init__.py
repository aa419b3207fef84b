"""How well and how fast quotations are found: figures, ablations, errors and speed for benchmarks/quotations.py."""
