"""The aspects a text speaks of: acts, means, purposes, sectors, settings, causes, effects, responses, ages."""

from sourcebook.understand.aspects.aspects import aspects_in

__all__ = ["aspects_in"]
