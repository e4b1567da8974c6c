// In a page without cookies: sends the visit's secret along with each request of the visit. It lies in this page's memory
// only; a reload asks for a new launch.
"use strict";
(() => {
  const visit = window.winternshipVisit;
  if (!visit) { return; }
  const own = (address) => new URL(address, location.href).pathname.startsWith(visit.path);
  const proof = `Bearer ${visit.secret}`;

  const plainFetch = window.fetch.bind(window);
  window.fetch = (resource, options = {}) => {
    const address = resource instanceof Request ? resource.url : resource;
    if (!own(address)) { return plainFetch(resource, options); }
    const request = new Request(resource, options);
    request.headers.set("Authorization", proof);
    return plainFetch(request);
  };

  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    open.call(this, method, address, ...rest);
    if (own(address)) { this.setRequestHeader("Authorization", proof); }
  };

  // A document of the visit (a report, a PDF) opens from memory, as its address alone would not open.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !own(link.href)) { return; }
    event.preventDefault();
    const opened = window.open("", "_blank");
    const answer = await window.fetch(link.href);
    const address = URL.createObjectURL(await answer.blob());
    if (opened) { opened.location.replace(address); } else { location.assign(address); }
  });
})();
