"""A small LMS to try winternship in: development only, never deployed (it has no passwords, on purpose)."""
