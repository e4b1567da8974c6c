"""The placement board: organisations, vacancies, applications, placements, agreements; one app, two hosts."""
