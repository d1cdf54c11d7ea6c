import { createHash } from "node:crypto";

const kept = 250;
const caching = { "Cache-Control": "private, no-cache", Vary: "Cookie, Accept-Language" };

/** A strong validator from all that a page is made of. The compressor appends the encoding, inside the quotes. */
export function validatorOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 27);
}

const isKnown = (request: Request, validator: string) =>
  request.headers.get("If-None-Match")?.includes(`"${validator}`) ?? false;

const notModified = (validator: string) =>
  new Response(null, { status: 304, headers: { ...caching, ETag: `"${validator}"` } });

/** The newest rendered pages by their validators: the same validator is the same page, byte for byte. */
export function rememberedPages() {
  const pages = new Map<string, { body: string; headers: Headers }>();
  return {
    /** The answer without rendering: 304 where the browser has the page, the page where we have it, else null. */
    answer(request: Request, validator: string): Response | null {
      if (isKnown(request, validator)) return notModified(validator);
      const page = pages.get(validator);
      return page ? new Response(page.body, { headers: page.headers }) : null;
    },
    /** Gives a rendered page its caching headers, and remembers it where its validator was known beforehand. */
    async validated(request: Request, response: Response, validator: string | null): Promise<Response> {
      const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
      if (!isPage || request.method !== "GET" || response.headers.has("Cache-Control")) return response;
      const headers = new Headers(response.headers);
      for (const [name, value] of Object.entries(caching)) headers.set(name, value);
      if (response.status !== 200) return new Response(response.body, { status: response.status, headers });
      const body = await response.text();
      const etag = validator ?? validatorOf([body]);
      headers.set("ETag", `"${etag}"`);
      if (validator) {
        if (pages.size >= kept) pages.delete(pages.keys().next().value!);
        pages.set(validator, { body, headers });
      }
      return isKnown(request, etag) ? notModified(etag) : new Response(body, { headers });
    },
  };
}
