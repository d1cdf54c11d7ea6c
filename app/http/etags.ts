import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bounded } from "../text/bounded.ts";

/** What a page takes besides its bytes. */
const overhead = 500;

/** What an answer depends on beside its address. */
const varied = { Vary: "Cookie, Accept-Language, Accept-Encoding, Save-Data" };

/** What every page says about being kept: by this browser only, and only after asking. */
export const caching = { "Cache-Control": "private, no-cache", ...varied };

/** The same of every answer that says nothing of it itself: redirects, pages of a fault, answers to programs. */
export const keptNowhere = { "Cache-Control": "no-store", ...varied };

export type Encoding = "br" | "gzip" | null;

/** The encoding that the visitor takes: Brotli before gzip before none. */
export function encodingFor(accepted: string | null): Encoding {
  if (!accepted) return null;
  return /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
}

/** The text in that encoding. */
export function encode(text: string | Uint8Array, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === "br")
    return new Uint8Array(brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
  return new Uint8Array(encoding === "gzip" ? gzipSync(text) : Buffer.from(text as string));
}

/** A strong validator from all that a page is made of. */
export function validatorOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 27);
}

/** The ETag of a page in one encoding: each representation has its own. */
export function etagOf(validator: string, encoding: Encoding): string {
  return encoding ? `"${validator}-${encoding}"` : `"${validator}"`;
}

/** Whether the browser holds the page, in whichever encoding. */
export function isHeld(request: Request, validator: string): boolean {
  return request.headers.get("If-None-Match")?.includes(`"${validator}`) ?? false;
}

/** What all remembered pages together may take. */
export const rememberedBytes = 32 * 1024 * 1024;

/** Rendered pages by validator and encoding: the same validator is the same page, byte for byte. */
export function rememberedPages() {
  const pages = bounded<Uint8Array<ArrayBuffer>>(rememberedBytes, ({ byteLength }) => byteLength + overhead);
  return {
    bytes: pages.bytes,
    remember: (validator: string, html: string) => void pages.keep(etagOf(validator, null), encode(html, null)),
    /** The page's bytes, or null where it has not been rendered. */
    find(validator: string, encoding: Encoding): Uint8Array<ArrayBuffer> | null {
      const tag = etagOf(validator, encoding);
      const known = pages.get(tag);
      if (known) return known;
      const plain = encoding && pages.get(etagOf(validator, null));
      return plain ? pages.keep(tag, encode(plain, encoding)) : null;
    },
  };
}
