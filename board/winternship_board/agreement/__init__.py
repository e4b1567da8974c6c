"""The placement agreement as a document: what it holds, how it looks, and whether it is still what was signed.

:mod:`.annexes` gathers what is frozen with the contents, :mod:`.sheet` puts a version into words, :mod:`.paper` makes
HTML and PDF of it, :mod:`.verifying` compares it with what was signed. ``winternship_board.api`` names what others may
call.
"""
