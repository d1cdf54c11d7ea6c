import { featureDefinitions } from "../features.ts";
import { isMultipart, NotWhole } from "./multipart.ts";

const mebibyte = 1024 * 1024;

/** What a body may have, in bytes, where nothing else is said of it. */
export const maxBodyBytes = mebibyte;
/** What a form with files may have in all, in bytes: more than is taken, so that whoever sends too much is told what. */
export const maxFilesFormBytes = 100 * mebibyte;

/** Whether a body comes from a form that asks for files, by its page and its type. */
export const bringsFiles = (path: string, request: Request) =>
  isMultipart(request) && featureDefinitions.some((job) => "takesFiles" in job && job.takesFiles.test(path));

export class TooLarge extends Error {}

/** A body's bytes as they come. Throws `TooLarge` where they are more than `maxBytes`, `NotWhole` where they break off. */
export async function* piecesOf({ headers, body }: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(headers.get("Content-Length")) > maxBytes) throw new TooLarge();
  const reader = body?.getReader();
  for (let size = 0; reader;) {
    const { value } = await reader.read().catch((cause: unknown) => {
      throw cause instanceof TooLarge ? cause : new NotWhole("The body broke off", { cause });
    });
    if (!value) return;
    size += value.byteLength;
    if (size > maxBytes) throw new TooLarge();
    yield value;
  }
}

/** The same request, whose body ends with `TooLarge` beyond a size, or as if it were cut off there; the rest is not held. */
export function limited(request: Request, maxBytes: number, beyond: "refused" | "cut"): Request {
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      size += part.byteLength;
      if (size <= maxBytes) controller.enqueue(part);
      else if (beyond === "refused") controller.error(new TooLarge());
    },
  });
  const init = { body: request.body?.pipeThrough(counted), duplex: "half" };
  return new Request(request, init as RequestInit);
}

/** Room for what is being read at one time, in bytes: of everybody, and of one network so that none takes it all. */
export function readingRoom(maxBytes: number, maxNetworkBytes: number) {
  const held = new Map<string, number>();
  let all = 0;
  return {
    /** Takes room for a body; gives how to give it back, null where there is none. Who proved who they are has no `network`. */
    take(bytes: number, network: string | null): (() => void) | null {
      const own = network === null ? 0 : (held.get(network) ?? 0) + bytes;
      if (all + bytes > maxBytes || own > maxNetworkBytes) return null;
      all += bytes;
      if (network !== null) held.set(network, own);
      return () => {
        all -= bytes;
        if (network === null) return;
        const left = held.get(network)! - bytes;
        if (left) held.set(network, left);
        else held.delete(network);
      };
    },
  };
}
