import type { Context, MiddlewareHandler } from "hono";
import { refusal } from "./feed/api.ts";
import { maxJsonBytes } from "./feed/json-body.ts";
import { Problem } from "./feed/problem.ts";
import { bringsFiles, limited, maxBodyBytes, maxFilesFormBytes, readingRoom } from "./http/bodies.ts";
import { emergencyPage } from "./http/emergency-page.ts";
import { isMultipart } from "./http/multipart.ts";
import { maxUploadBytes } from "./http/upload.ts";
import { paths } from "./paths.ts";
import type { Portal } from "./portal.server.ts";
import { maxMailBytes } from "./requests/inbound/receive.ts";
import { readCookie } from "./sign-in/cookies.ts";
import { systemFor } from "./sign-in/handles.ts";
import { networkOf } from "./sign-in/limits.ts";
import { findSession } from "./sign-in/sessions.ts";

const mebibyte = 1024 * 1024;
/** What may be read at one time, in bytes: of everybody, and of one network, so that none takes all the room. */
const maxReadingBytes = 128 * mebibyte;
const maxReadingBytesOfNetwork = 16 * mebibyte;

/** How much of a body is taken, and how: it flows to the disk, or is held; where somebody proves first who they are, they count it. */
function bodyRules(portal: Portal, path: string, request: Request) {
  const { config, now } = portal;
  if (path.startsWith("/api/")) return { maxBytes: maxJsonBytes, isProven: true };
  if (path === paths.postmarkInbound()) return { maxBytes: maxMailBytes, isProven: true };
  const isImport = path === paths.staffImports() && isMultipart(request);
  if (!isImport && !bringsFiles(path, request)) return { maxBytes: maxBodyBytes };
  const isKnown = findSession(systemFor(portal), readCookie(config, request, "sid"), now());
  if (!isKnown) return { maxBytes: maxBodyBytes, isCut: true };
  return { maxBytes: isImport ? maxUploadBytes + mebibyte : maxFilesFormBytes, flows: true };
}

/** Bodies within their limits, and all that are read at one time within a sum; each gives its room back, however it ends. */
export function takeBodies(portal: Portal, ipOf: (c: Context) => string): MiddlewareHandler {
  const room = readingRoom(maxReadingBytes, maxReadingBytesOfNetwork);
  const { config } = portal;
  return async (c, next) => {
    const { method, headers } = c.req.raw;
    const isChunked = headers.has("Transfer-Encoding");
    const told = Number(headers.get("Content-Length") ?? 0);
    if (method === "GET" || method === "HEAD" || (!isChunked && !told)) return next();
    const { maxBytes, isProven, isCut, flows } = bodyRules(portal, c.req.path, c.req.raw);
    if (told > maxBytes && !isProven && !isCut) return c.html(emergencyPage(config, 413), 413);
    const held = Math.min(isChunked ? maxBytes : told, flows ? maxBodyBytes : maxBytes);
    const giveBack = room.take(held, isProven ? null : networkOf(ipOf(c)));
    if (!giveBack) return busy(portal, c);
    try {
      if (isCut || (isChunked && !isProven)) c.req.raw = limited(c.req.raw, maxBytes, isCut ? "cut" : "refused");
      return await next();
    } finally {
      giveBack();
    }
  };
}

function busy(portal: Portal, c: Context) {
  const again = { "Retry-After": "5" };
  if (!c.req.path.startsWith("/api/")) return c.html(emergencyPage(portal.config, 503), 503, again);
  return refusal(portal, new Problem(503, "More is being sent than can be read at one time; send it again", [], again));
}
