"""Identity across articles: which names in which articles mean one person."""

from kg.link.identity.curated import Curated, Ref, load
from kg.link.identity.deciding import Runner, here
from kg.link.identity.namesakes import Decision
from kg.link.identity.profile import Profile, profiles
from kg.link.identity.registry import Identities, Identity

__all__ = [
    "Curated",
    "Decision",
    "Identities",
    "Identity",
    "Profile",
    "Ref",
    "Runner",
    "here",
    "load",
    "profiles",
]
