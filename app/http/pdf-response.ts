import { readFile } from "node:fs/promises";
import contentDisposition from "content-disposition";

/** A file on disk, how large it is in bytes, and what to call it. */
export type PdfFile = { path: string; size: number; filename: string };

/** A PDF from disk (10 MB at most), shown by the browser under its own name. Read whole: a HEAD leaves nothing open. */
export async function pdfResponse({ path, size, filename }: PdfFile): Promise<Response> {
  return new Response(new Uint8Array(await readFile(path)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(size),
      "Content-Disposition": contentDisposition(filename, { type: "inline" }),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
