"""Tests of the mail of the day and of the calendar."""
