import { Hono, type Context } from "hono";
import { createHash } from "node:crypto";
import type { Bindings } from "../http/serve.ts";
import { expanded } from "./expand.ts";
import { failure, invalid, isFailure, unauthorized, unknownUrl, type Failure } from "./failure.ts";
import { decodeForm, type Params } from "./params.ts";
import { presented } from "./presented.ts";
import type { Route } from "./routing.ts";
import { API_VERSION } from "./wire.ts";
import type { World } from "./world.ts";

export type LoggedRequest = {
  method: string;
  path: string;
  query: Record<string, string>;
  params: Params;
  idempotencyKey: string | null;
  requestId: string;
};

type Remembered = { fingerprint: string; status: number; body: string; requestId: string };

/** Stripe's protocol around the resources: keys, versions, idempotency, expansion and errors. */
export function api(world: World, routes: Route[], requests: LoggedRequest[]): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const remembered = new Map<string, Remembered>();
  for (const route of routes) {
    app.on(route.method, route.path, (c) => answer(c, world, route, remembered, requests));
  }
  app.all("*", (c) => refuse(unknownUrl(c.req.method, c.req.path), world.id("req")));
  return app;
}

async function answer(
  c: Context<Bindings>,
  world: World,
  route: Route,
  remembered: Map<string, Remembered>,
  requests: LoggedRequest[],
): Promise<Response> {
  const raw = route.method === "POST" ? await c.req.text() : new URL(c.req.url).search.slice(1);
  const key = c.req.header("idempotency-key") ?? null;
  const requestId = world.id("req");
  const params = decodeForm(raw);
  requests.push({
    method: route.method,
    path: c.req.path,
    query: c.req.query(),
    params,
    idempotencyKey: key,
    requestId,
  });
  try {
    checkKey(world, c.req.header("authorization"));
    checkVersion(c.req.header("stripe-version"));
    const fingerprint = createHash("sha256").update(`${c.req.path}?${raw}`).digest("hex");
    const before = route.method === "POST" && key ? remembered.get(key) : undefined;
    if (before) return replay(before, fingerprint, key!, requestId);
    world.request = { id: requestId, idempotency_key: key };
    const remember = (status: number, body: string) => {
      if (key && route.method === "POST") remembered.set(key, { fingerprint, status, body, requestId });
    };
    return perform(c, world, route, params, requestId, remember);
  } catch (error) {
    if (isFailure(error)) return refuse(error, requestId);
    throw error;
  } finally {
    world.request = null;
  }
}

function perform(
  c: Context<Bindings>,
  world: World,
  route: Route,
  params: Params,
  requestId: string,
  remember: (status: number, body: string) => void,
): Response {
  checkParams(route, params);
  try {
    const call = { world, params, id: c.req.param("id") ?? "", childId: c.req.param("childId") ?? "" };
    const result = expanded(world, answerOf(world, route.answer(call)), params);
    const body = JSON.stringify(result, null, 2);
    remember(200, body);
    return json(200, body, requestId);
  } catch (error) {
    if (isFailure(error) && error.status === 402) remember(402, JSON.stringify({ error: error.body }));
    throw error;
  }
}

function answerOf(world: World, result: unknown): unknown {
  const answer = result as { object: string; id: string; data?: { id: string; object: string }[] };
  if (answer.object !== "list") return presented(world, answer);
  return { ...answer, data: answer.data!.map((item) => presented(world, item)) };
}

function checkKey(world: World, header: string | undefined) {
  const [scheme, value = ""] = (header ?? "").split(" ");
  const key = scheme === "Basic" ? Buffer.from(value, "base64").toString().split(":")[0] : value;
  if (key !== world.apiKey) throw unauthorized(key);
}

function checkVersion(version: string | undefined) {
  if (version && version !== API_VERSION) throw invalid(`Invalid Stripe API version: ${version}`);
}

function checkParams(route: Route, params: Params) {
  const unknown = Object.keys(params).find((name) => !route.accepts.includes(name));
  if (unknown) {
    throw invalid(`Received unknown parameter: ${unknown}`, { code: "parameter_unknown", param: unknown });
  }
}

function replay(before: Remembered, fingerprint: string, key: string, requestId: string): Response {
  if (before.fingerprint === fingerprint) {
    return json(before.status, before.body, requestId, {
      "idempotent-replayed": "true",
      "original-request": before.requestId,
    });
  }
  throw failure(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

export function refuse(error: Failure, requestId: string): Response {
  const headers: Record<string, string> = error.status === 429 ? { "stripe-rate-limited-reason": "global-rate" } : {};
  return json(error.status, JSON.stringify({ error: error.body }, null, 2), requestId, headers);
}

function json(status: number, body: string, requestId: string, more: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": "application/json",
      "request-id": requestId,
      "stripe-version": API_VERSION,
      ...more,
    },
  });
}
