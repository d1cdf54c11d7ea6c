import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { MiddlewareHandler } from "hono";

const worthIt = /^(text\/|application\/(json|problem\+json)|image\/svg)/;

/**
 * Compresses text answers. The ETag stays strong: each encoding has its own, and a conditional request may name any.
 */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next();
  const { res } = c;
  if (!res.body || res.headers.has("Content-Encoding") || !worthIt.test(res.headers.get("Content-Type") ?? "")) return;
  res.headers.append("Vary", "Accept-Encoding");
  const accepted = c.req.header("Accept-Encoding") ?? "";
  const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
  if (!encoding || c.req.method === "HEAD") return;
  const plain = new Uint8Array(await res.arrayBuffer());
  const headers = new Headers(res.headers);
  const body =
    encoding === "br"
      ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : gzipSync(plain);
  headers.set("Content-Encoding", encoding);
  headers.set("Content-Length", String(body.byteLength));
  const etag = headers.get("ETag");
  if (etag) headers.set("ETag", etag.replace(/"$/, `-${encoding}"`));
  c.res = new Response(new Uint8Array(body), { status: res.status, headers });
};
