"""Brings grades home: reads the outbox, talks to the platform outside every transaction, and writes what came of it."""
