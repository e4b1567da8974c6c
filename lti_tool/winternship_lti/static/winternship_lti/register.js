// Sends a registration once, and tells the platform that opened this page that it may close it.
"use strict";
(() => {
  const form = document.getElementById("connect");
  if (form) {
    form.addEventListener("submit", () => { form.querySelector("button").disabled = true; });
  }
  const button = document.getElementById("close");
  const platform = window.opener || (window.parent === window ? null : window.parent);
  if (!button) { return; }
  if (!platform) {
    button.parentElement.hidden = true;
    return;
  }
  button.addEventListener("click", () => {
    // Only to the platform's own origins: a page that merely frames us learns nothing.
    button.dataset.targets.split(" ").filter(Boolean).forEach((origin) => {
      platform.postMessage({ subject: "org.imsglobal.lti.close" }, origin);
    });
  });
})();
