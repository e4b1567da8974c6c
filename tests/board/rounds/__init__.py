"""Tests of matching rounds."""
