// Takes the choice back to the platform; the button is for browsers without scripts.
"use strict";
document.getElementById("answer").submit();
