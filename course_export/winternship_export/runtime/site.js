/** Puts one page of a web site together: its questions and forms work, and nothing is kept. */
(function (ours) {
  "use strict";

  const contents = document.querySelector("[data-contents]");
  if (contents && window.matchMedia("(max-width: 55.99em)").matches) contents.open = false;
  const texts = JSON.parse(document.body.dataset.texts);
  new ours.Questions(document, texts, () => {});
  new ours.Forms(document, () => {});
  ours.explainTerms(document);
  ours.offerPrint(document);
})(window.winternship);
