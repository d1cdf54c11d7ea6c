import { rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { TooLarge } from "./bodies.ts";
import { isMultipart, NotWhole, partsOf } from "./multipart.ts";

/** What an uploaded file may have, in bytes. */
export const maxUploadBytes = 20 * 1024 * 1024;
const maxNameLength = 200;

export type Upload = { fileName: string } | "missing" | "empty" | "tooLarge" | "notWhole";

/** Writes the form's file of that field to `path` as it comes, whatever its size; a file that cannot be taken leaves none there. */
export async function saveUpload(request: Request, field: string, path: string): Promise<Upload> {
  if (!isMultipart(request)) return "missing";
  let fileName: string | null = null;
  let bytes = 0;
  try {
    for await (const { name, filename, data } of partsOf(request)) {
      if (name !== field || filename === null) continue;
      const file = await open(path, "w");
      try {
        for await (const part of data) {
          bytes += part.byteLength;
          if (bytes > maxUploadBytes) throw new TooLarge();
          await file.writeFile(part);
        }
      } finally {
        await file.close();
      }
      fileName = filename.split(/[/\\]/).at(-1)!.slice(0, maxNameLength);
    }
  } catch (error) {
    rmSync(path, { force: true });
    if (error instanceof TooLarge) return "tooLarge";
    if (error instanceof NotWhole) return "notWhole";
    throw error;
  }
  if (fileName && bytes) return { fileName };
  rmSync(path, { force: true });
  return fileName ? "empty" : "missing";
}
