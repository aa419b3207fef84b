"""The same extractor over names that an encoder finds; what ``--quality best`` runs.

Importing it fails with a sentence that says what to install if onnxruntime is missing, before any article is read.
"""

from kg.extract.mentions.extractor import Mentions
from kg.tagging.encoder import document_entities

EXTRACTOR = Mentions("mentions-best", document_entities)
