/** A word with an explanation opens it on the spot; without this script the link leads to the list below the lesson. */
(function (ours) {
  "use strict";

  function blockOf(link) {
    return link.closest("p, li, td, blockquote, dd, figcaption") || link.parentElement;
  }

  function toggle(link, meaning) {
    const open = link.getAttribute("aria-expanded") === "true";
    const block = blockOf(link);
    for (const other of block.querySelectorAll("[data-term][aria-expanded=true]")) other.setAttribute("aria-expanded", "false");
    for (const gloss of block.querySelectorAll("[data-gloss]")) gloss.remove();
    if (open) return;
    link.setAttribute("aria-expanded", "true");
    const gloss = document.createElement("span");
    gloss.className = "wx-gloss";
    gloss.dataset.gloss = "";
    gloss.setAttribute("role", "status");
    block.append(gloss);
    // Filled after it is there, so that a screen reader hears the change.
    const word = document.createElement("strong");
    word.textContent = meaning.previousElementSibling.textContent;
    gloss.append(word, `: ${meaning.textContent}`);
  }

  ours.explainTerms = function (root) {
    for (const link of root.querySelectorAll("a[data-term][href^='#']")) {
      const meaning = document.getElementById(link.getAttribute("href").slice(1))?.nextElementSibling;
      if (!meaning) continue;
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", "false");
      link.addEventListener("click", (event) => {
        event.preventDefault();
        toggle(link, meaning);
      });
      link.addEventListener("keydown", (event) => {
        if (event.key === " " || (event.key === "Escape" && link.getAttribute("aria-expanded") === "true")) {
          event.preventDefault();
          toggle(link, meaning);
        }
      });
    }
  };
})(window.winternship);
