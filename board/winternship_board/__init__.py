"""The placement board: organisations, vacancies, applications, placements and agreements (one Django app, two hosts)."""
