import { formsOf, unescapeHtml } from "../../http.ts";
import type { Keep } from "./keep.ts";

/** Somebody who reads: `starts` are URLs or paths. */
export type Visitor = { name: string; email?: string; cookie?: string; language?: string; starts: string[] };

/** So many pages of one route are read, by each visitor. */
const maxAlike = 15;

/** Faster than this the portal would ask more of Stripe than one person's share. */
const downloadEveryMs = 250;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const isDownload = (path: string) => /\/(pdf|pay)$|\.zip$/.test(path);
const isLeft = (path: string) => path === "/sign-out" || path.startsWith("/dev/");

/** The route of a page, written as routes' files are. */
function routeOf({ pathname, search }: URL): string {
  const route = `${pathname}${search}`
    .replace(/(?<=\/|%2F|[=:])([a-z]{2,5})_[0-9A-Za-z]{14,}/g, "$$$1")
    .replace(/\/l\/[\w-]{20,}/, "/l/$token")
    .replace(/\b(token|after|item)=[^&]+/g, "$1=$");
  return route.slice(1).replaceAll("/", ".") || "_index";
}

/** What of a route's pages is alike, whatever is asked of them. */
const alike = (route: string) => route.replace(/=[^&]*/g, "").replace(/\.\d+(?=\.|$)/g, ".$");

type Form = ReturnType<typeof formsOf>[number];

/** What a form that only asks is answered with, filled in where it takes words; of another one, the page at its address. */
function asked({ method, path, fields }: Form): string {
  if (method !== "GET") return path;
  const filled = "q" in fields ? { ...fields, q: fields.q || "oak" } : fields;
  return `${path.split("?")[0]}?${new URLSearchParams(filled)}`;
}

/** Where a page leads without changing anything. */
function leads(html: string, at: URL): string[] {
  const links = [...html.matchAll(/<a\b[^>]* href="([^"]*)"/g)].map(([, href]) => unescapeHtml(href!));
  return [...links, ...formsOf(html, at.pathname + at.search).map(asked)];
}

const keptHeaders = ["Content-Type", "Content-Disposition", "Cache-Control", "Content-Security-Policy", "Location"];

/** What is kept of the answer, of a download its headers alone, and where it leads. */
async function answerOf(at: URL, { cookie, language = "en-GB" }: Visitor) {
  const headers = { "Accept-Language": language, ...(cookie ? { Cookie: cookie } : {}) };
  const answer = await fetch(at, { redirect: "manual", headers });
  const header = (name: string) => answer.headers.get(name);
  const type = header("Content-Type") ?? "";
  const body = type.startsWith("text/") ? await answer.text() : "";
  if (!answer.bodyUsed) await answer.body?.cancel();
  const said = keptHeaders.filter(header).map((name) => `${name}: ${header(name)}`);
  return {
    kept: [answer.status, ...said, "", body].join("\n"),
    next: [header("Location") ?? [], type.startsWith("text/html") ? leads(body, at) : []].flat(),
  };
}

/** Reads what this visitor comes to from where they start, breadth first. Gives what reads the downloads found on the way. */
export async function visit(url: string, visitor: Visitor, keep: Keep): Promise<() => Promise<void>> {
  const known = new Set<string>();
  const counts = new Map<string, number>();
  const pages: URL[] = [];
  const downloads: URL[] = [];
  const find = (href: string, from: string | URL) => {
    const at = new URL(href, from);
    at.hash = "";
    if (at.origin !== url || known.has(at.href) || isLeft(at.pathname)) return;
    known.add(at.href);
    const route = alike(routeOf(at));
    const count = (counts.get(route) ?? 0) + 1;
    counts.set(route, count);
    if (count <= maxAlike) (isDownload(at.pathname) ? downloads : pages).push(at);
  };
  const read = async (at: URL) => {
    const { kept, next } = await answerOf(at, visitor);
    keep(`${visitor.name}/${routeOf(at)}`, kept);
    for (const href of next) find(href, at);
  };
  for (const start of visitor.starts) find(start, url);
  for (let at = pages.shift(); at; at = pages.shift()) await read(at);
  return async () => {
    for (const at of downloads) {
      await read(at);
      await pause(downloadEveryMs);
    }
  };
}
