"""Who is meant: role phrases, pronouns and epithets tied to the people of the article, and quotations to their speakers."""

from kg.extract.coreference.extractor import EXTRACTOR

__all__ = ["EXTRACTOR"]
