"""The sentences of this block; those of the screens belong to the board."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from winternship_xblocks.common.render import Renderer
from winternship_xblocks.common.texts import Wording

FOLDER: Final = Path(__file__).parent
WORDING: Final = Wording(FOLDER)
words = WORDING.words
render: Final = Renderer(FOLDER)
