// Shows a block as it looks, without an address of its own to keep anything at.
"use strict";
window.WinternshipRuntime.start(document);
