"""The made-up region: mirrors winternship_board.region."""
