// The browser's half of the XBlock runtime: what a block's script may ask of its host.
"use strict";
(() => {
  const basePath = () => document.querySelector("[data-base-path]").dataset.basePath;
  const plain = (element) => (element && element.jquery ? element[0] : element);
  const blockOf = (element) => plain(element).closest(".xblock");
  const listeners = new Map();

  class Runtime {
    // Addresses end like those of Open edX: no suffix, no slash added by the block.
    handlerUrl(element, handler, suffix = "", query = "") {
      const usage = blockOf(element).dataset.usage;
      const path = `${basePath()}b/${encodeURIComponent(usage)}/${encodeURIComponent(handler)}/${suffix || ""}`;
      const text = typeof query === "string" ? query : new URLSearchParams(query).toString();
      return text ? `${path}?${text}` : path;
    }
    children(element) {
      return [...plain(element).querySelectorAll(".xblock")]
        .filter((node) => node.parentElement.closest(".xblock") === plain(element))
        .map((node) => node.xblock).filter(Boolean);
    }
    childMap(element, name) {
      return this.children(element).find((child) => child.name === name);
    }
    notify(name, data) {
      (listeners.get(name) || []).forEach((listener) => listener(data));
    }
    listenTo(name, listener) {
      listeners.set(name, [...(listeners.get(name) || []), listener]);
    }
    refreshXBlock() {
      location.reload();
    }
  }

  window.gettext = window.gettext || ((text) => text);
  window.ngettext = window.ngettext || ((one, many, n) => (n === 1 ? one : many));

  window.WinternshipRuntime = {
    // Children first: a block may ask for its children when it starts.
    start(root) {
      const runtime = new Runtime();
      [...root.querySelectorAll(".xblock")].reverse().forEach((element) => {
        const data = element.querySelector(":scope > .xblock_json_init_args");
        const init = window[element.dataset.init];
        const args = data ? JSON.parse(data.textContent) : undefined;
        // With `new`, as other hosts do: some blocks are written as constructors.
        const made = typeof init === "function" ? new init(runtime, element, args) : {};
        Object.assign(made, { element, name: element.dataset.name, runtime, type: element.dataset.blockType });
        element.xblock = made;
        element.dispatchEvent(new CustomEvent("xblock-initialized", { bubbles: true }));
      });
    },
    // Tell the platform how tall the page is, so that the frame has no scroll bar of its own.
    reportHeight() {
      if (window.parent === window) { return; }
      const tell = () => {
        const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
        window.parent.postMessage({ subject: "lti.frameResize", height }, "*");
      };
      new ResizeObserver(tell).observe(document.body);
      tell();
    },
  };
})();
