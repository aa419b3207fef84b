"""Mentions of people, organisations, places and other named things, joined to chains within the article."""

from kg.extract.mentions.extractor import EXTRACTOR, Mentions

__all__ = ["EXTRACTOR", "Mentions"]
