// The differences of a file: one kind at a time, page by page, and all of them as CSV. Without this, all rows are shown.
const part = document.getElementById("wc-duo");
const rows = [...part.querySelectorAll("tbody tr")];
const size = Number(part.dataset.page);
const kind = document.getElementById("wc-kind");
const button = (name) => part.querySelector(`[data-do=${name}]`);
const status = part.querySelector("[role=status]");
let at = 0;

function show() {
  const wanted = rows.filter((row) => !kind.value || row.dataset.kind === kind.value);
  const end = Math.min(at + size, wanted.length);
  const shown = new Set(wanted.slice(at, end));
  for (const row of rows) row.hidden = !shown.has(row);
  status.textContent = status.dataset.words
    .replace("{from}", at + 1).replace("{to}", end).replace("{all}", wanted.length);
  button("back").disabled = at === 0;
  button("on").disabled = end === wanted.length;
}

function download() {
  const text = JSON.parse(document.getElementById("wc-csv").textContent);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = part.dataset.name;
  link.click();
  URL.revokeObjectURL(link.href);
}

kind.addEventListener("change", () => { at = 0; show(); });
button("back").addEventListener("click", () => { at -= size; show(); });
button("on").addEventListener("click", () => { at += size; show(); });
button("csv").addEventListener("click", download);
for (const tools of part.querySelectorAll(".wc-tools")) tools.hidden = false;
show();
