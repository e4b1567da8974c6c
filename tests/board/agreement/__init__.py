"""Tests of the agreement as a document."""
