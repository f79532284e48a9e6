"""The RSC provider registry: who may give RSC, to whom, and only if they asked to be listed."""

from models.registry.listing import registry
from models.registry.shape import Held, LeftOut, Listed, Reach, Reason, Registry, Setting

__all__ = ["Held", "LeftOut", "Listed", "Reach", "Reason", "Registry", "Setting", "registry"]
