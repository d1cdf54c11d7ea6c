import type { Config } from "../config.server.ts";

const words: Record<number, [title: string, what: string]> = {
  403: [
    "That did not come from this page",
    "Your browser did not say that the form came from here, so nothing was changed. Open the page again and send it once more. If that does not help, let your browser send the Referer header to this site, or use another browser.",
  ],
  404: ["This page does not exist", "Check the address, or start from the beginning."],
  405: [
    "That cannot be done here",
    "The address is right, but not for what your browser sent. Open the page again from the start.",
  ],
  408: [
    "That took too long",
    "What you sent came too slowly to be read. Nothing was saved. Go back and send it again when your connection is better.",
  ],
  413: [
    "That is too large",
    "What was sent is larger than we take here. Nothing was saved. Go back, where most browsers still have it, and send less at a time.",
  ],
  503: [
    "That is too much at once",
    "More is being sent to us right now than we can read. Nothing was saved. Go back, wait a few seconds and send it again.",
  ],
  500: ["Something went wrong on our side", "Nothing you did. Try again in a minute."],
};

const escape = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A page for answers that are given before anything can be rendered: what happened, what to do, the way to a human. */
export function emergencyPage(config: Config, status: 403 | 404 | 405 | 408 | 413 | 500 | 503): string {
  const [title, what] = words[status]!;
  const { name } = config.company;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – ${escape(name)}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/styles/foyer.css"></head><body><main id="main" class="door"><div class="head"><h1>${title}</h1><p class="quiet">${what}</p></div><p><a class="btn" href="/">Go to the start</a></p><aside class="ask"><span>Still stuck?</span><a href="/contact">Ask a person at ${escape(name)}</a></aside></main></body></html>`;
}
