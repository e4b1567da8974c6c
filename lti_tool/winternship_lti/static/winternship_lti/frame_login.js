// Goes on to the platform if cookies stay in this frame; otherwise offers a window of its own.
"use strict";
(() => {
  const login = document.getElementById("login");
  if (document.cookie.split("; ").includes("lti-probe=1")) {
    location.replace(login.dataset.authUrl);
    return;
  }
  document.getElementById("opening").hidden = true;
  document.getElementById("blocked").hidden = false;
})();
