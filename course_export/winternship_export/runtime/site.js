/** Puts one page of a web site together: its questions and forms work, and nothing is kept. */
(function (ours) {
  "use strict";

  const texts = JSON.parse(document.body.dataset.texts);
  new ours.Questions(document, texts, () => {});
  new ours.Forms(document, () => {});
  ours.explainTerms(document);
  ours.offerPrint(document);
})(window.winternship);
