// Of the settings only those that apply to what is chosen in others. Without this all are shown; the server keeps what applies.
const fields = [...document.querySelectorAll("[data-when]")];

function show() {
  for (const field of fields) {
    const when = Object.entries(JSON.parse(field.dataset.when));
    const applies = when.every(([name, values]) => values.includes(document.getElementById(`id_${name}`).value));
    field.closest(".form-row").hidden = !applies;
    field.disabled = !applies; // or the browser would object to what nobody sees
  }
}

document.addEventListener("change", show);
window.addEventListener("pageshow", show); // a page that is returned to has its old choices back
show();
