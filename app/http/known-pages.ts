import { caching, encode, encodingFor, etagOf, isHeld, rememberedPages, validatorOf } from "./etags.ts";
import { textOf } from "./whole-page.ts";

const isRead = ({ method }: Request) => method === "GET" || method === "HEAD";

/**
 * Answers for pages whose validator is known before anything is rendered: 304 where the browser holds the page, our
 * own copy where we do. `headers` are those of every answer.
 */
export function knownPages(headers: Readonly<Record<string, string>>) {
  const pages = rememberedPages();
  const html = { ...headers, ...caching, "Content-Type": "text/html; charset=utf-8" };
  const notModified = (validator: string, accepted: string | null) =>
    new Response(null, { status: 304, headers: { ...caching, ETag: etagOf(validator, encodingFor(accepted)) } });

  return {
    answer(request: Request, validator: string): Response | null {
      const accepted = request.headers.get("Accept-Encoding");
      if (isHeld(request, validator)) return notModified(validator, accepted);
      const encoding = encodingFor(accepted);
      const page = pages.find(validator, encoding);
      const ETag = etagOf(validator, encoding);
      return (
        page &&
        new Response(page, { headers: { ...html, ETag, ...(encoding ? { "Content-Encoding": encoding } : {}) } })
      );
    },
    /**
     * Gives a rendered page its caching headers, and remembers it where its validator was known beforehand. A form that was
     * refused has them too: else the browser's Back leads to no page, and what was typed is gone.
     */
    async rendered(request: Request, response: Response, validator: string | null): Promise<Response> {
      const isPage = response.headers.get("Content-Type")?.startsWith("text/html");
      const { status } = response;
      const isRefused = status === 422 || status === 429;
      if (!isPage || !(isRead(request) || isRefused) || response.headers.has("Cache-Control")) return response;
      const own = new Headers(response.headers);
      for (const [name, value] of Object.entries(caching)) own.set(name, value);
      if (status !== 200 || request.method === "HEAD") return new Response(response.body, { status, headers: own });
      const body = await textOf(response);
      const etag = validator ?? validatorOf([body]);
      if (validator) pages.remember(validator, body);
      const accepted = request.headers.get("Accept-Encoding");
      if (isHeld(request, etag)) return notModified(etag, accepted);
      const encoding = encodingFor(accepted);
      own.set("ETag", etagOf(etag, encoding));
      if (encoding) own.set("Content-Encoding", encoding);
      return new Response((validator && pages.find(validator, encoding)) ?? encode(body, encoding), { headers: own });
    },
  };
}
