import { makeZip } from "client-zip";
import contentDisposition from "content-disposition";

export type ZipEntry = {
  name: string;
  input: Uint8Array<ArrayBuffer> | string | AsyncIterable<Uint8Array<ArrayBuffer>>;
  lastModified: Date;
};

/** Numbers a name that was taken before, whatever its case: "Invoice-7.pdf", "Invoice-7-2.pdf". */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const dot = name.lastIndexOf(".");
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${stem}-${n}${extension}`;
    taken.add(free.toLowerCase());
    return free;
  };
}

/** A ZIP that is made while it is read; entries are asked for one by one, and none for a HEAD. */
export function zipResponse(request: Request, filename: string, entries: AsyncIterable<ZipEntry>): Response {
  return new Response(request.method === "HEAD" ? null : makeZip(entries), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": contentDisposition(`${filename}.zip`),
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
