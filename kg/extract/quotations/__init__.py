"""Quotations of all kinds and the turns of interviews, with their speakers."""

from kg.extract.quotations.extractor import EXTRACTOR

__all__ = ["EXTRACTOR"]
