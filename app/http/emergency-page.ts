import type { Config } from "../config.server.ts";
import { errors } from "../text/errors.ts";
import { shell } from "../text/shell.ts";

const words: Record<number, [title: string, what: string]> = {
  403: [
    "We couldn’t check where this form came from",
    "So nothing was changed. Open the page again and send the form once more. If that doesn’t help, allow your browser to send the Referer header to this site, or use another browser.",
  ],
  404: [errors.notFound.title, errors.notFound.message],
  405: [errors.unfit.title, errors.unfit.message],
  408: [
    "That took too long",
    "Your connection was too slow. Nothing was saved. Go back and send it again when the connection is better.",
  ],
  413: [errors.tooLarge.title, errors.tooLarge.message],
  503: ["We’re too busy right now", "Nothing was saved. Go back, wait a few seconds and send it again."],
  500: ["Something went wrong on our side", "It’s nothing you did. Try again in a minute."],
};

const escape = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** A page for answers that are given before anything can be rendered: what happened, what to do, the way to a human. */
export function emergencyPage(config: Config, status: 403 | 404 | 405 | 408 | 413 | 500 | 503): string {
  const [title, what] = words[status]!;
  const { name } = config.company;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – ${escape(name)}</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/styles/foyer.css"></head><body><main id="main" class="door"><div class="head"><h1>${title}</h1><p class="quiet">${what}</p></div><p><a class="btn" href="/">${errors.start}</a></p><aside class="ask"><span>${shell.askLead}</span><a href="/contact">${shell.askAnything}</a></aside></main></body></html>`;
}
