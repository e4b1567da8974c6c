"""Development only: shows with figures what the project claims about speed and size. Never shipped."""
