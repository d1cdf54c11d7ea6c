import type { AppLoadContext } from "@remix-run/node";
import { notFound } from "./respond.ts";

/** Only where somebody works on the portal or tries it out; throws 404 elsewhere. */
export function requireDevelopment({ context }: { context: AppLoadContext }) {
  if (context.portal.config.mode !== "development") throw notFound();
}

/** Headers of a page that shows mails: it may frame them. */
export const framingHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Cache-Control": "no-store",
};

/** How a mail's text stands on a page. */
export const textStyle = { whiteSpace: "pre-wrap", overflowWrap: "anywhere", margin: 0 } as const;

/** A mail's HTML as a document of its own, which may carry its styles and nothing else. */
export function mailResponse(html: string): Response {
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-ancestors 'self'; sandbox",
      "Cache-Control": "no-store",
    },
  });
}
