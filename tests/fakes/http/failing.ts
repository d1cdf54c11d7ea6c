import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { Fault, Faults } from "./faults.ts";
import type { Bindings } from "./serve.ts";

/** How one service words its own refusals. */
export type Dialect = {
  rateLimited(): Response;
  unauthorized(): Response;
  status(status: number): Response;
};

/** Applies the switched-on faults to requests; without one the request passes untouched. */
export function failing(faults: Faults, dialect: Dialect): MiddlewareHandler<Bindings> {
  const allowed = makeBucket();
  return async (c, next) => {
    if (c.req.path.startsWith("/_control")) return next();
    const delay = faults.takeDelay(c.req.method, c.req.path);
    if (delay > 0) await pause(delay);
    if (faults.ratePerSecond && !allowed(faults.ratePerSecond)) return dialect.rateLimited();
    const fault = faults.takeAnswer(c.req.method, c.req.path);
    if (!fault) return next();
    if (fault.after || fault.kind === "truncated") await next();
    const answer = await broken(c, fault, dialect);
    c.res = undefined;
    c.res = answer;
  };
}

async function broken(c: Context<Bindings>, fault: Fault, dialect: Dialect): Promise<Response> {
  switch (fault.kind) {
    case "rateLimit":
      return dialect.rateLimited();
    case "unauthorized":
      return dialect.unauthorized();
    case "html":
      return new Response("<html><body><h1>502 Bad Gateway</h1></body></html>", {
        status: fault.status ?? 200,
        headers: { "content-type": "text/html" },
      });
    case "garbage":
      return new Response('{"id": "', { status: 200, headers: { "content-type": "application/json" } });
    case "notFound":
      return Response.json({ message: "no Route matched with those values" }, { status: 404 });
    case "hang":
      return new Promise<never>(() => {});
    case "reset":
      c.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case "truncated":
      return half(c);
    default:
      return dialect.status(fault.status ?? 500);
  }
}

async function half(c: Context<Bindings>): Promise<Response> {
  const body = Buffer.from(await c.res.arrayBuffer());
  const { outgoing } = c.env;
  outgoing.writeHead(c.res.status, { "content-type": "application/json", "content-length": body.length });
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

function makeBucket() {
  let tokens: number | undefined;
  let at = performance.now();
  return (perSecond: number) => {
    const now = performance.now();
    tokens = Math.min(perSecond, (tokens ?? perSecond) + ((now - at) / 1000) * perSecond);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
