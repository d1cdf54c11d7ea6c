import { isUtf8 } from "node:buffer";
import { Problem } from "./problem.ts";

const maxBytes = 4 * 1024 * 1024;

const tooLarge = () => new Problem(413, `At most ${maxBytes / 1024 / 1024} MiB at once; send smaller batches`);

/** What a call sent. Throws 415 where that is not plain JSON by its type, 413 above 4 MiB, 400 where it is none by its text. */
export async function readJson(request: Request): Promise<unknown> {
  const [type = ""] = (request.headers.get("Content-Type") ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json" || request.headers.has("Content-Encoding"))
    throw new Problem(415, "Send JSON, uncompressed, as Content-Type: application/json");
  const bytes = await readBytes(request);
  if (!isUtf8(bytes)) throw new Problem(400, "The body is not UTF-8");
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new Problem(400, `The body is no JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

async function readBytes(request: Request): Promise<Buffer> {
  if (Number(request.headers.get("Content-Length")) > maxBytes) throw tooLarge();
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  for (let size = 0; reader;) {
    const { value } = await reader.read().catch(() => {
      throw new Problem(400, "The body ended before its end");
    });
    if (!value) break;
    size += value.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
