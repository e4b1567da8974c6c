// Starts the blocks of the page, once their scripts are there.
"use strict";
window.WinternshipRuntime.start(document);
window.WinternshipRuntime.reportHeight();
