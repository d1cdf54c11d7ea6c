import { readFile } from "node:fs/promises";
import contentDisposition from "content-disposition";

/** A file on disk, how large it is in bytes, and what to call it. */
export type PdfFile = { path: string; size: number; filename: string };

/** What says what a PDF is before its bytes are there. */
export const pdfHeaders = {
  "Content-Type": "application/pdf",
  "Cache-Control": "private, no-store",
  "X-Content-Type-Options": "nosniff",
};

/**
 * A PDF from disk (10 MB at most), shown by the browser under its own name; null where the file is gone. Read whole: a
 * HEAD leaves nothing open.
 */
export async function pdfResponse({ path, size, filename }: PdfFile): Promise<Response | null> {
  const bytes = await readFile(path).catch(nullIfGone);
  if (!bytes) return null;
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...pdfHeaders,
      "Content-Length": String(size),
      "Content-Disposition": contentDisposition(filename, { type: "inline" }),
    },
  });
}

function nullIfGone(error: NodeJS.ErrnoException) {
  if (error.code === "ENOENT") return null;
  throw error;
}
