import { isStaff, systemFor } from "../sign-in/handles.ts";
import { feedCallsPerKey, take } from "../sign-in/limits.ts";
import { dispensable, isStorageFault } from "../http/storage-fault.ts";
import { actorOf, findKey, isOver, touchKey, type ApiKey } from "../company/api-keys.ts";
import { transact } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import type { FeedAnswer } from "./answer.ts";
import { runBatch } from "./batch.ts";
import { resolve } from "./calls.ts";
import { readJson } from "./json-body.ts";
import { openApi } from "./openapi.ts";
import { Problem } from "./problem.ts";

const base = "/api/v1/";

/**
 * Answers a call of the feed, or refuses it as application/problem+json. What is answered 200, 201 or 202 is durable.
 * Cookies are not looked at.
 */
export async function answerFeed(portal: Portal, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const method = request.method === "HEAD" ? "GET" : request.method;
  try {
    if (pathname === `${base}openapi.json`) return document(portal, method);
    const key = authenticate(portal, request.headers.get("Authorization"), searchParams);
    countCall(portal, key, method);
    const answer = await run(portal, key, method, pathname, request);
    if (method !== "GET") portal.nudge();
    return Response.json(answer.body, { status: answer.status, headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return refusal(portal, error);
  }
}

async function run(
  portal: Portal,
  key: ApiKey,
  method: string,
  pathname: string,
  request: Request,
): Promise<FeedAnswer> {
  const isOfStaff = (email: string) => isStaff(portal, email);
  const feed = { system: systemFor(portal), actor: actorOf(key), isStaff: isOfStaff, now: portal.now() };
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : "";
  if (path === "batch") {
    if (method !== "POST") throw notPossible("POST");
    return runBatch(portal, feed, key, await readJson(request));
  }
  const call = resolve(portal, key.scopes, method, path);
  return call.run(feed, call.takesBody ? await readJson(request) : undefined);
}

const keyIn = (authorization: string | null) => /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];

/** The key that an Authorization header presents; null for none that works. */
export function callingKey(portal: Portal, authorization: string | null): ApiKey | null {
  const sent = keyIn(authorization);
  const key = sent ? findKey(systemFor(portal), sent) : null;
  return key && !isOver(key, portal.now()) ? key : null;
}

/** The key that calls. Throws 401 for none that works, 403 for one in the address. */
function authenticate(portal: Portal, authorization: string | null, query: URLSearchParams): ApiKey {
  if (
    [...query].some(
      ([name, value]) => [name, value].some((text) => text.startsWith("fy_")) || /key|token|auth|secret/i.test(name),
    )
  )
    throw new Problem(403, "Never send a key in the URL. Send it as Authorization: Bearer, and revoke this one");
  const key = callingKey(portal, authorization);
  if (!key) {
    const detail = keyIn(authorization)
      ? "This key doesn’t work or has been revoked"
      : "Send a key as Authorization: Bearer fy_live_…";
    throw new Problem(401, detail, [], { "WWW-Authenticate": 'Bearer realm="feed"' });
  }
  return key;
}

/** Notes that the key is in use; what only reads can live without that. Throws 429 for one that calls too often. */
function countCall(portal: Portal, key: ApiKey, method: string) {
  const system = systemFor(portal);
  const now = portal.now();
  const count = () =>
    transact(system, () => {
      touchKey(system, key, now);
      return take(system, `feed calls of ${key.id}`, feedCallsPerKey, now);
    });
  const counted = method === "GET" ? dispensable(portal, count) : count();
  if (!counted || counted.ok) return;
  const detail = `Up to ${feedCallsPerKey.limit} calls a minute. A batch can hold 1,000 changes`;
  throw new Problem(429, detail, [], { "Retry-After": String(counted.retryAfterSeconds) });
}

function document(portal: Portal, method: string): Response {
  if (method !== "GET") return refusal(portal, notPossible("GET"));
  return Response.json(openApi(portal.config), { headers: { "Cache-Control": "public, max-age=300" } });
}

const notPossible = (allow: string) => new Problem(405, `Allowed here: ${allow}`, [], { Allow: allow });

/** What is answered where a call cannot be done. */
export function refusal({ log }: Portal, error: unknown): Response {
  if (!(error instanceof Problem)) log.error({ err: error }, "a call of the feed failed");
  const problem = error instanceof Problem ? error : faultOf(error);
  const headers = { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...problem.headers };
  return new Response(JSON.stringify(problem.body()), { status: problem.status, headers });
}

function faultOf(error: unknown): Problem {
  if (!isStorageFault(error))
    return new Problem(500, "Something went wrong on our side and has been logged. Send it again later");
  return new Problem(503, "It couldn’t be stored. Send it again", [], { "Retry-After": "30" });
}
