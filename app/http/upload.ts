import { rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { unstable_parseMultipartFormData as readParts } from "@remix-run/node";
import { isStorageFault } from "./storage-fault.ts";

/** What an uploaded file may have, in bytes. */
export const mostBytes = 20 * 1024 * 1024;
const longestName = 200;

class TooLarge extends Error {}

export type Upload = { fileName: string } | "missing" | "tooLarge" | "notWhole";

/** Writes the form's file of that field to `path` as it comes, whatever its size; a file that cannot be taken leaves none there. */
export async function saveUpload(request: Request, field: string, path: string): Promise<Upload> {
  if (!/^multipart\/form-data\b/i.test(request.headers.get("Content-Type") ?? "")) return "missing";
  let fileName: string | null = null;
  let bytes = 0;
  try {
    await readParts(request, async ({ name, filename, data }) => {
      if (name !== field || filename === undefined) return undefined;
      const file = await open(path, "w");
      try {
        for await (const part of data) {
          bytes += part.byteLength;
          if (bytes > mostBytes) throw new TooLarge();
          await file.write(part);
        }
      } finally {
        await file.close();
      }
      fileName = filename.slice(0, longestName);
      return filename;
    });
  } catch (error) {
    rmSync(path, { force: true });
    if (isStorageFault(error)) throw error;
    return error instanceof TooLarge ? "tooLarge" : "notWhole";
  }
  if (fileName && bytes) return { fileName };
  rmSync(path, { force: true });
  return "missing";
}
