// Gives the frame the height that the tool asks for; only the tool's own origin and window are heard.

const HIGHEST = 20000; // px: beyond this a page is broken, not long

for (const frame of document.querySelectorAll("iframe[data-tool-origin]")) {
  const origin = new URL(frame.dataset.toolOrigin).origin;
  window.addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    if (event.data?.subject !== "lti.frameResize") return;
    const height = Number(event.data.height);
    if (height > 0 && height <= HIGHEST) frame.style.height = `${Math.ceil(height)}px`;
  });
}
