import { setImmediate } from "node:timers/promises";
import type { Context, MiddlewareHandler } from "hono";
import { callingKey, refusal } from "./feed/api.ts";
import { maxJsonBytes } from "./feed/json-body.ts";
import { Problem } from "./feed/problem.ts";
import { bringsFiles, maxBodyBytes, maxFilesFormBytes, watched, type Room } from "./http/bodies.ts";
import { emergencyPage } from "./http/emergency-page.ts";
import { isMultipart } from "./http/multipart.ts";
import { maxUploadBytes } from "./http/upload.ts";
import { isFromPostmark } from "./mail/webhook.ts";
import { paths } from "./paths.ts";
import type { Portal } from "./portal.server.ts";
import { maxMailBytes } from "./requests/inbound/receive.ts";
import { readCookie } from "./sign-in/cookies.ts";
import { systemFor } from "./sign-in/handles.ts";
import { networkOf } from "./sign-in/limits.ts";
import { findSession } from "./sign-in/sessions.ts";

const mebibyte = 1024 * 1024;

/** What may be read at one time, in bytes, of all such senders together and of one; how long a mebibyte of it may take. */
const rooms = {
  strangers: { all: 32 * mebibyte, each: 8 * mebibyte, mebibyteMs: 20_000 },
  stripe: { all: 16 * mebibyte, each: 16 * mebibyte, mebibyteMs: 20_000 },
  people: { all: 32 * mebibyte, each: 16 * mebibyte, mebibyteMs: 60_000 },
  feed: { all: 32 * mebibyte, each: 32 * mebibyte, mebibyteMs: 60_000 },
  mail: { all: 96 * mebibyte, each: 96 * mebibyte, mebibyteMs: 60_000 },
};

/** In whose room a body is read, and who of them sends it. */
type Sender = { room: keyof typeof rooms; one: string };

/** Known by what comes before the body. Stripe proves itself only by the body: strangers there have its room, no other. */
function senderOf(portal: Portal, path: string, request: Request, ip: string): Sender {
  const { config, now } = portal;
  const authorization = request.headers.get("Authorization");
  const key = path.startsWith("/api/") && callingKey(portal, authorization);
  if (key) return { room: "feed", one: key.id };
  if (path === paths.stripeWebhook()) return { room: "stripe", one: "" };
  if (path.startsWith("/webhooks/") && isFromPostmark(portal, authorization)) return { room: "mail", one: "" };
  const session = findSession(systemFor(portal), readCookie(config, request, "sid"), now());
  return session ? { room: "people", one: session.person.id } : { room: "strangers", one: networkOf(ip) };
}

const imports = [paths.staffImports(), paths.importCustomers()];

/** How much of a body is taken, and how: it flows to the disk, or is held; some say themselves that it is too much. */
function bodyRules(path: string, request: Request, { room }: Sender) {
  if (path.startsWith("/api/")) return { maxBytes: maxJsonBytes, isTold: true };
  if (path === paths.postmarkInbound()) return { maxBytes: maxMailBytes, isTold: true };
  const isImport = imports.includes(path.replace(/\/$/, "")) && isMultipart(request);
  if (!isImport && !bringsFiles(path, request)) return { maxBytes: maxBodyBytes };
  if (room !== "people") return { maxBytes: maxBodyBytes, isCut: true };
  return { maxBytes: isImport ? maxUploadBytes + mebibyte : maxFilesFormBytes, flows: true };
}

type Incoming = { Bindings: { incoming?: { complete?: boolean } } };

/**
 * Bodies within their limits, in time, and all that are read at one time within the room that their senders have; each
 * gives its room back, however it ends.
 */
export function takeBodies(portal: Portal, ipOf: (c: Context) => string): MiddlewareHandler<Incoming> {
  const taken = new Map<string, Room>();
  const roomOf = (name: string, maxBytes: number) => {
    if (!taken.has(name)) taken.set(name, { maxBytes, bytes: 0, open: new Set() });
    return taken.get(name)!;
  };
  return async (c, next) => {
    const { method, headers } = c.req.raw;
    const told = Number(headers.get("Content-Length") ?? 0);
    if (method === "GET" || method === "HEAD" || (!headers.has("Transfer-Encoding") && !told)) return next();
    // What comes in one piece with its headers, as most does, is whole by then, and held whoever counts it.
    await setImmediate();
    if (c.env?.incoming?.complete) return next();
    const { path, raw } = c.req;
    const sender = senderOf(portal, path, raw, ipOf(c));
    const { maxBytes, isTold, isCut, flows } = bodyRules(path, raw, sender);
    if (told > maxBytes && !isTold && !isCut) return c.html(emergencyPage(portal.config, 413), 413);
    const { all, each, mebibyteMs } = rooms[sender.room];
    const own = `${sender.room} of ${sender.one}`;
    const reading = watched(raw, [roomOf(sender.room, all), roomOf(own, each)], {
      maxBytes,
      beyond: isCut ? "cut" : "refused",
      heldBytes: flows ? maxBodyBytes : maxBytes,
      mebibyteMs,
    });
    try {
      c.req.raw = reading.request;
      await next();
    } finally {
      reading.leave();
      for (const name of [sender.room, own])
        if (!taken.get(name)?.bytes && !taken.get(name)?.open.size) taken.delete(name);
    }
    const why = reading.gaveUp();
    if (!why || c.res.status < 400) return;
    c.res = undefined;
    c.res = givenUp(portal, c, why);
  };
}

function givenUp(portal: Portal, c: Context, why: 408 | 503) {
  const again = { "Retry-After": "5" };
  if (!c.req.path.startsWith("/api/")) return c.html(emergencyPage(portal.config, why), why, again);
  const detail = why === 503 ? "More is being sent than can be read at one time" : "The body came too slowly";
  return refusal(portal, new Problem(why, `${detail}; send it again`, [], again));
}
