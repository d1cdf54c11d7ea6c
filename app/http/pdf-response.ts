import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import contentDisposition from "content-disposition";

/** A file on disk, how large it is in bytes, and what to call it. */
export type PdfFile = { path: string; size: number; filename: string };

/** A PDF from disk, shown by the browser under its own name. */
export function pdfResponse({ path, size, filename }: PdfFile): Response {
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
