// Finishes a launch whose secret lies with the platform. The visit is then opened by a header that only this page's
// memory holds: no cookie, and nothing in an address.
"use strict";
(async () => {
  const page = document.getElementById("launch");
  const { launchUrl, storageTarget, storageOrigin, storageKey, nonce } = page.dataset;
  const fail = () => {
    document.getElementById("opening").hidden = true;
    document.getElementById("failed").hidden = false;
  };
  try {
    const secret = await window.WinternshipStorage.get({ target: storageTarget, origin: storageOrigin }, storageKey);
    const body = new FormData(document.getElementById("answer"));
    body.set("storage_secret", secret);
    const launched = await fetch(launchUrl, { method: "POST", body, credentials: "same-origin" });
    if (!launched.ok) { fail(); return; }
    const visit = await launched.json();
    const headers = { Authorization: `Bearer ${visit.secret}`, "X-Page-Nonce": nonce };
    const shown = await fetch(visit.path, { headers, credentials: "same-origin" });
    if (!shown.ok) { fail(); return; }
    const html = await shown.text();
    window.winternshipVisit = visit;
    document.open();
    document.write(html);
    document.close();
  } catch {
    fail();
  }
})();
