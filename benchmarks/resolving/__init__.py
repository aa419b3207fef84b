"""Reads the annotated articles of ``tests/gold`` and measures who is who against them; see ``benchmarks/entities.py``."""
