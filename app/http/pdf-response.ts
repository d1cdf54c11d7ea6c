import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import contentDisposition from "content-disposition";

/** A PDF from disk, shown by the browser under its own name. `size` is bytes. */
export function pdfResponse({ path, size, filename }: { path: string; size: number; filename: string }): Response {
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(size),
      "Content-Disposition": contentDisposition(filename, { type: "inline" }),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
