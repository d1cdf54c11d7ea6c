import { createHash } from "node:crypto";
import type { ZipEntry } from "../http/zip.ts";

type Missing = { name: string; why: string };
/** A file of an archive, or one that could not be had and why. */
export type Found = ZipEntry | { missing: Missing };

/** Passes files on as they are read, and adds a list of them with their sums, and of those that are missing. */
export async function* withManifest(
  files: AsyncIterable<Found>,
  facts: Record<string, unknown>,
  lastModified: Date,
): AsyncGenerator<ZipEntry> {
  const listed: { name: string; bytes: number; sha256: string }[] = [];
  const missing: Missing[] = [];
  for await (const file of files) {
    if ("missing" in file) {
      missing.push(file.missing);
      continue;
    }
    const hash = createHash("sha256");
    const sum = { name: file.name, bytes: 0, sha256: "" };
    async function* summed() {
      for await (const part of partsOf(file as ZipEntry)) {
        hash.update(part);
        sum.bytes += part.byteLength;
        yield part;
      }
    }
    yield { ...file, input: summed() };
    listed.push({ ...sum, sha256: hash.digest("hex") });
  }
  const manifest = { ...facts, files: listed, missing };
  yield { name: "manifest.json", input: `${JSON.stringify(manifest, null, 2)}\n`, lastModified };
}

async function* partsOf({ input }: ZipEntry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (typeof input === "string") yield new TextEncoder().encode(input);
  else if (input instanceof Uint8Array) yield input;
  else yield* input;
}
