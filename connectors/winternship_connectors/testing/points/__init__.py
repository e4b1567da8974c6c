"""The 22 points, by what they are about. Each is a test that a connector's own class inherits."""
