"""The made-up placement of the acceptance kit, for the other tests of connectors."""

from winternship_connectors.testing.placements import PDF, SHA256, placement

__all__ = ["PDF", "SHA256", "placement"]
