import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import contentDisposition from "content-disposition";
import { gone } from "./respond.ts";
import type { PortalText } from "../text/portal.ts";

/** The types that a browser may show itself; all others are only ever saved. */
const raster = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/**
 * A file of somebody's, as it comes from the disk: saved under its own name, or, one of the four raster types, shown as
 * nothing but a picture. Throws a page that says so where it is not there any more.
 */
export function fileAnswer(
  { method }: Request,
  { name, type, bytes }: { name: string; type: string; bytes: number },
  path: string | null,
  { files }: PortalText,
): Response {
  if (!path) throw gone({ title: files.missingTitle, message: files.missing });
  // A HEAD opens nothing.
  const body = method === "HEAD" ? null : (Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>);
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Length": String(bytes),
      "Content-Disposition": contentDisposition(name, { type: raster.has(type) ? "inline" : "attachment" }),
      // Chromium styles the page it makes of a picture.
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
