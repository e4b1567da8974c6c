"""The frame under everything that goes wrong at once, with real processes, a real server and a real database."""
