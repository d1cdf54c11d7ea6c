import { DomUtils, parseDocument } from "htmlparser2";
import type { World } from "./world.ts";

export type Page = { status: number; url: string; html: string; headers: Headers };
export function unescapeHtml(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/** What stands in a text box; the parser leaves it as it is written in the HTML. */
export const typedIn = (area: Parameters<typeof DomUtils.textContent>[0]) => unescapeHtml(DomUtils.textContent(area));

/** The forms of a page as a browser without JavaScript would send them: method, action and the fields' values. */
export function formsOf(html: string, url: string) {
  const page = parseDocument(html);
  const elsewhere = DomUtils.getElementsByTagName("input", page).filter(({ attribs }) => attribs.form);
  return DomUtils.getElementsByTagName("form", page).map((form) => {
    const fields: Record<string, string> = {};
    const all = (tag: string) => DomUtils.getElementsByTagName(tag, form);
    const { id } = form.attribs;
    for (const { attribs } of [...all("input"), ...elsewhere.filter(({ attribs }) => attribs.form === id)])
      if (attribs.name && (attribs.type !== "radio" || "checked" in attribs))
        fields[attribs.name] = attribs.value ?? "";
    for (const area of all("textarea")) if (area.attribs.name) fields[area.attribs.name] = typedIn(area);
    for (const select of all("select")) {
      const options = DomUtils.getElementsByTagName("option", select);
      const chosen = options.find(({ attribs }) => "selected" in attribs) ?? options[0];
      if (select.attribs.name && chosen) fields[select.attribs.name] = chosen.attribs.value ?? "";
    }
    const action = new URL(form.attribs.action || url, new URL(url, "https://portal.example"));
    return { method: (form.attribs.method ?? "get").toUpperCase(), path: action.pathname + action.search, fields };
  });
}

/** What the first button with an address of its own there sends: the form that it belongs to, and itself. */
function sentByButton(html: string, url: string, action: string) {
  const page = parseDocument(html);
  const button = DomUtils.getElementsByTagName("button", page).find(({ attribs }) =>
    attribs.formaction?.startsWith(action),
  );
  const { form: owner, formaction: path = "", name = "", value = "" } = button?.attribs ?? {};
  const at = DomUtils.getElementsByTagName("form", page).findIndex(({ attribs }) => owner && attribs.id === owner);
  const form = formsOf(html, url)[at];
  return form && { ...form, path, fields: { ...form.fields, [name]: value } };
}

/** A browser without JavaScript: keeps cookies, follows redirects, fills in forms it finds in the HTML. */
export function browserIn(
  world: Pick<World, "fetch" | "config">,
  options: { cookie?: string; ip?: string; userAgent?: string } = {},
) {
  const jar = new Map<string, string>();
  for (const pair of options.cookie?.split("; ") ?? [])
    jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  const { appUrl } = world.config;

  const browser = {
    jar,
    page: { status: 0, url: "/", html: "", headers: new Headers() } as Page,
    async request(path: string, init: RequestInit = {}, follow = true): Promise<Page> {
      const headers = new Headers(init.headers);
      if (jar.size) headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
      headers.set(
        "User-Agent",
        options.userAgent ?? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      );
      const response = await world.fetch(path, { ...init, headers, ip: options.ip });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ""] = cookie.split(";");
        const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
        if (/max-age=0/i.test(cookie)) jar.delete(name);
        else jar.set(name, value);
      }
      const location = response.headers.get("Location");
      if (follow && location && response.status >= 300 && response.status < 400) {
        const target = new URL(location, new URL(path, appUrl));
        if (target.origin === appUrl) return browser.request(target.pathname + target.search);
      }
      browser.page = { status: response.status, url: path, html: await response.text(), headers: response.headers };
      return browser.page;
    },
    get: (path: string) => browser.request(path),
    post(path: string, fields: Record<string, string>, init: RequestInit = {}, follow = true) {
      const headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        Origin: appUrl,
        ...(init.headers as object),
      };
      return browser.request(
        path,
        { ...init, method: "POST", headers, body: new URLSearchParams(fields).toString() },
        follow,
      );
    },
    /** Fills in and sends the first form of the page that posts to `action`, or by a button of its own (or that takes a message, or the first POST form). */
    submit(fields: Record<string, string> = {}, { action, follow = true }: { action?: string; follow?: boolean } = {}) {
      const forms = formsOf(browser.page.html, browser.page.url).filter(
        (form) => form.method === "POST" && form.path !== "/sign-out",
      );
      const form = action
        ? (formsOf(browser.page.html, browser.page.url).find((one) => one.path.startsWith(action)) ??
          sentByButton(browser.page.html, browser.page.url, action))
        : (forms.find(({ fields }) => "message" in fields) ?? forms[0]);
      if (!form) throw new Error(`No form ${action ?? ""} on ${browser.page.url}`);
      return browser.post(form.path, { ...form.fields, ...fields }, {}, follow);
    },
  };
  return browser;
}
