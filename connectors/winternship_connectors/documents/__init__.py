"""Signed agreements to the document system of a school, over OKD (flow 3, z)."""
