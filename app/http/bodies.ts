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

/** Bodies that are being read, and how many of their bytes are held; `open` gives up those not whole, the oldest first. */
export type Room = { maxBytes: number; bytes: number; open: Set<() => void> };

type Limits = {
  maxBytes: number;
  /** Whether a body is refused beyond that, or as if it were cut off there. */
  beyond: "refused" | "cut";
  /** What is held of it at most, in bytes: the rest has flowed on. */
  heldBytes: number;
  /** How long each mebibyte may take, and the rest, in milliseconds. */
  mebibyteMs: number;
};

/**
 * The same request, whose body is counted in all of these rooms as it comes. Where one has too little, what has been
 * coming for the longest is given up, so that whoever sends at once is not stopped by those who do not. Its readers get
 * `TooLarge`; `gaveUp` says which status that is: 503, or 408 where it came too slowly. `leave` gives the room back.
 */
export function watched(request: Request, rooms: readonly Room[], { maxBytes, beyond, heldBytes, mebibyteMs }: Limits) {
  let [came, held, isOver] = [0, 0, false];
  let gaveUp: 408 | 503 | null = null;
  let stream!: TransformStreamDefaultController<Uint8Array>;
  const isWhole = () => {
    clearTimeout(timer);
    for (const { open } of rooms) open.delete(noRoom);
  };
  const leave = () => {
    isWhole();
    for (const room of rooms) room.bytes -= held;
    [held, isOver] = [0, true];
  };
  const giveUp = (why: typeof gaveUp) => {
    gaveUp = why;
    stream.error(new TooLarge());
    leave();
  };
  const noRoom = () => giveUp(503);
  const timer = setTimeout(() => giveUp(408), mebibyteMs).unref();
  for (const { open } of rooms) open.add(noRoom);

  function hold(bytes: number) {
    held += bytes;
    for (const room of rooms) room.bytes += bytes;
    for (const room of rooms) {
      for (const oldest of room.open) {
        if (room.bytes <= room.maxBytes) break;
        oldest();
      }
    }
  }
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => void (stream = controller),
    transform(part) {
      const before = Math.floor(came / mebibyte);
      came += part.byteLength;
      if (Math.floor(came / mebibyte) > before) timer.refresh();
      if (came > maxBytes && beyond === "refused") stream.error(new TooLarge());
      if (came > maxBytes || isOver) return;
      hold(Math.min(came, heldBytes) - held);
      if (!gaveUp) stream.enqueue(part);
    },
    flush: isWhole,
  });
  const init = { body: request.body?.pipeThrough(counted), duplex: "half" };
  return { request: new Request(request, init as RequestInit), gaveUp: () => gaveUp, leave };
}
