"""What a connector is tried with; for tests, and for those who write a connector elsewhere."""
