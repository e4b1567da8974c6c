/** Buttons that print: this page, or the whole module. */
(function (ours) {
  "use strict";

  ours.offerPrint = function (root) {
    for (const button of root.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        document.documentElement.classList.toggle("wx-all", button.dataset.print === "all");
        window.print();
      });
    }
    window.addEventListener("afterprint", () => document.documentElement.classList.remove("wx-all"));
  };
})(window.winternship);
