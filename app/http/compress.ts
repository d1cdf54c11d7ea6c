import type { MiddlewareHandler } from "hono";
import { encode, encodingFor } from "./etags.ts";

const worthIt = /^(text\/|application\/(json|problem\+json)|image\/svg)/;

/** Compresses text answers, but for files, which flow as they are made. The ETag stays strong: each encoding has its own. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next();
  const { res } = c;
  if (res.headers.has("Content-Encoding") || !worthIt.test(res.headers.get("Content-Type") ?? "")) return;
  if (res.headers.get("Content-Disposition")?.startsWith("attachment")) return;
  const encoding = encodingFor(c.req.header("Accept-Encoding") ?? null);
  if (!encoding || c.req.method === "HEAD" || !res.body) return;
  const headers = new Headers(res.headers);
  const body = encode(await res.text(), encoding);
  headers.set("Content-Encoding", encoding);
  headers.set("Content-Length", String(body.byteLength));
  if (!/\baccept-encoding\b/i.test(headers.get("Vary") ?? "")) headers.append("Vary", "Accept-Encoding");
  const etag = headers.get("ETag");
  if (etag) headers.set("ETag", etag.replace(/"$/, `-${encoding}"`));
  c.res = new Response(body, { status: res.status, headers });
};
