"""`python -m winternship_lti` does what the `winternship` command does."""

from winternship_lti.command import main

main()
