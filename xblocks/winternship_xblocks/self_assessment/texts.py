"""The sentences of this block, on top of those that all blocks share."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from winternship_xblocks.common.render import Renderer
from winternship_xblocks.common.texts import Wording

FOLDER: Final = Path(__file__).parent
WORDING: Final = Wording(FOLDER)
words, say = WORDING.words, WORDING.say
render: Final = Renderer(FOLDER)
