// In a visit without cookies: goes from page to page of the visit by fetching the next one, with the visit's secret, and
// showing it in place of this one. Loaded after bearer.js, which adds the secret.
"use strict";
(() => {
  const visit = window.winternshipVisit;
  if (!visit) { return; }
  const { nonce } = document.currentScript;
  const own = (address) => new URL(address, location.href).pathname.startsWith(visit.path);

  const show = async (address, options = {}) => {
    const headers = { ...options.headers, "X-Page-Nonce": nonce };
    const answer = await window.fetch(address, { ...options, headers });
    const html = await answer.text();
    document.open();
    document.write(html);
    document.close();
  };
  visit.show = show;

  // Links of ours to another page of the visit; a block's own links (a report, a PDF) are left to bearer.js.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link || !own(link.href)) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    show(link.href);
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!own(form.action) || form.method !== "post" || event.defaultPrevented) { return; }
    event.preventDefault();
    show(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
  });
})();
