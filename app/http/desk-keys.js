// Keys and a quiet refresh for whoever answers requests. All of it is a link or a button on the page, too.
const find = (selector) => document.querySelector(selector);
const isField = (element) => element?.closest("input, textarea, select");

function step(by) {
  if (find(".talk")) return find(`.talk a[rel=${by > 0 ? "next" : "prev"}]`)?.click();
  const rows = [...document.querySelectorAll("main > .list .main")];
  const at = rows.indexOf(document.activeElement) + by;
  rows[Math.min(Math.max(at, 0), rows.length - 1)]?.focus();
}

function search() {
  const field = find("main input[name=q]");
  if (!field) return find(".crumb a")?.click();
  field.closest("details")?.setAttribute("open", "");
  field.focus();
}

const keys = new Map([
  ["j", () => step(1)],
  ["k", () => step(-1)],
  ["r", () => find("#answer textarea")?.focus()],
  ["a", () => find("form[action$='/assignment'] .bare")?.click()],
  // Its customer is mailed: the key leads there, and Enter does it.
  ["e", () => find("form[action$='/closure'] button")?.focus()],
  ["/", search],
  ["?", () => find("#keys")?.showModal()],
]);

document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return;
  if (isField(target) || find("dialog[open]") || !keys.has(key)) return;
  event.preventDefault();
  keys.get(key)();
});

const parts = [".tabs", ".parts", ".beside", ".live", ".latest", "main > :is(.list, .empty)"];
const isBusy = () =>
  document.hidden ||
  find("dialog[open], main details[open] form") ||
  isField(document.activeElement) ||
  find("#answer textarea")?.value;

async function refresh() {
  if (isBusy()) return;
  const answer = await fetch(location.href).catch(() => null);
  const text = answer?.ok && !answer.redirected && (await answer.text().catch(() => null));
  if (!text || isBusy()) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const part of parts) {
    const [old, fresh] = [find(part), page.querySelector(part)];
    if (!old || !fresh || old.isEqualNode(fresh)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    old.replaceWith(fresh);
    if (focused) fresh.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }
  const [seen, now] = [find("#answer [name=seen]"), page.querySelector("#answer [name=seen]")];
  if (seen && now) seen.value = now.value;
}

if (!navigator.connection?.saveData) {
  setInterval(refresh, 20_000);
  if (find(".live form[action$='/undo']")) setTimeout(refresh, 13_000);
}
