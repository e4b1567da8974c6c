// Goes on to the platform if this frame can remember its login: by cookie, else with the platform. If neither, offers
// what a click can do: a window of its own, or the browser's leave to use cookies here.
"use strict";
(async () => {
  const login = document.getElementById("login");
  const { authUrl, storageTarget, storageOrigin, storageKey, storageSecret } = login.dataset;
  const goOn = () => location.replace(authUrl);

  if (document.cookie.split("; ").includes("lti-probe=1")) { goOn(); return; }
  if (storageTarget) {
    try {
      const place = { target: storageTarget, origin: storageOrigin };
      await window.WinternshipStorage.put(place, storageKey, storageSecret);
      goOn();
      return;
    } catch {
      // The platform keeps nothing for us either.
    }
  }
  document.getElementById("opening").hidden = true;
  document.getElementById("blocked").hidden = false;

  const form = document.getElementById("again");
  const allow = document.getElementById("allow");
  allow.hidden = typeof document.requestStorageAccess !== "function";
  allow.addEventListener("click", async () => {
    try {
      await document.requestStorageAccess();
      form.target = "_self";
      form.submit();
    } catch {
      allow.hidden = true;
      document.getElementById("not-allowed").hidden = false;
    }
  });
})();
