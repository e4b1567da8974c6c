/** The author's form: saves all settings at once and tells Studio, where there is one, to close its window. */

export default function start(runtime, element) {
  const host = element.jquery ? element[0] : element;
  const form = host.matches("[data-settings]") ? host : host.querySelector("[data-settings]");
  const notify = (name, data) => runtime.notify?.(name, data);
  form.querySelector("[data-cancel]").addEventListener("click", () => notify("cancel", {}));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = form.querySelector("[data-problem]");
    problem.textContent = "";
    notify("save", { state: "start" });
    try {
      await send(runtime.handlerUrl(element, "save_settings"), settingsOf(form));
      form.querySelector("[data-status]").textContent = "✓";
      notify("save", { state: "end" });
    } catch (error) {
      problem.textContent = error.message;
      notify("error", { title: form.dataset.trouble, message: error.message });
    }
  });
}

/** Each named field by its name: a lone box is yes or no, boxes with a value are a list. */
function settingsOf(form) {
  const settings = {};
  for (const field of form.elements) {
    if (!field.name) continue;
    const isList = field.type === "checkbox" && field.hasAttribute("value");
    if (isList) settings[field.name] = [...(settings[field.name] ?? []), ...(field.checked ? [field.value] : [])];
    else settings[field.name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return settings;
}

async function send(url, data) {
  const headers = { "Content-Type": "application/json" };
  const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  if (token) headers["X-CSRFToken"] = decodeURIComponent(token[1]);
  const options = { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(data) };
  const response = await fetch(url, options);
  const reply = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(reply.message || `HTTP ${response.status}`);
}
