import type { Context, MiddlewareHandler } from "hono";
import { featureDefinitions } from "../features.ts";

/** What a form with files may have in all, in bytes: more than is taken, so that whoever sends too much is told what. */
export const maxFormBytes = 100 * 1024 * 1024;

/** Whether the form of a page asks for files. */
export const takesFiles = (path: string) =>
  featureDefinitions.some((job) => "takesFiles" in job && job.takesFiles.test(path));

class TooLarge extends Error {}

/**
 * Refuses a body beyond a size: before it comes where its length is told, else as soon as it gets there. Nothing of it
 * is held.
 */
export function flowLimit(maxSize: number, refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  return async (c, next) => {
    const { body, headers } = c.req.raw;
    if (Number(headers.get("Content-Length") ?? 0) > maxSize) return refuse(c);
    if (!body || !headers.has("Transfer-Encoding")) return next();
    let size = 0;
    const counted = body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(part, controller) {
          size += part.byteLength;
          if (size > maxSize) controller.error(new TooLarge());
          else controller.enqueue(part);
        },
      }),
    );
    c.req.raw = new Request(c.req.raw, { body: counted, duplex: "half" } as RequestInit);
    return next();
  };
}
