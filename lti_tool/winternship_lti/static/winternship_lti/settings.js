// Does what Studio does around a block's form: closes it when it is saved or cancelled, and shows what went wrong.
"use strict";
(() => {
  const { runtime } = document.querySelector(".xblock").xblock;
  const { basePath } = document.querySelector("[data-base-path]").dataset;
  const problem = document.getElementById("problem");
  const visit = window.winternshipVisit;
  const leave = () => (visit ? visit.show(basePath) : location.assign(basePath));

  runtime.listenTo("cancel", leave);
  runtime.listenTo("save", (data) => {
    problem.hidden = true;
    if (!data || data.state === "end") { leave(); }
  });
  runtime.listenTo("error", (data) => {
    problem.textContent = [data?.title, data?.message].filter(Boolean).join(": ");
    problem.hidden = false;
    problem.scrollIntoView({ block: "center" });
  });
})();
