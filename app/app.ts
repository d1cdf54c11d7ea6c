import { data, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import { Hono, type Context } from "hono";
import { pageValidator } from "./sign-in/page-validator.ts";
import { answerFeed } from "./feed/api.ts";
import { health } from "./health.ts";
import { clientAddress } from "./http/client-address.ts";
import { compressed } from "./http/compress.ts";
import { emergencyPage } from "./http/emergency-page.ts";
import { keptNowhere, validatorOf } from "./http/etags.ts";
import { knownPages } from "./http/known-pages.ts";
import type { ErrorDetails } from "./http/respond.ts";
import { loggable } from "./http/loggable.ts";
import { inBatches } from "./insights/batches.ts";
import { tellPlausible } from "./insights/plausible.ts";
import { visitsIntake } from "./insights/visits-intake.ts";
import { usageHook, visitorIn } from "./insights/hook.ts";
import { linkHook } from "./insights/link-hook.ts";
import { isForMachines, isOwnWrite, securityHeaders } from "./http/security.ts";
import { isPlainPath, itemPathIn } from "./http/plain-path.ts";
import { loggedAs } from "./http/storage-fault.ts";
import { deskScript, filesScript, visitsScript } from "./http/scripts.ts";
import { stylesheet } from "./http/stylesheet.ts";
import { answerOneClick } from "./notifications/one-click.ts";
import { metrics } from "./metrics.ts";
import { noteSeen } from "./notifications/seen.ts";
import { paths } from "./paths.ts";
import type { Portal } from "./portal.server.ts";
import { routeBuilds } from "./route-builds.ts";
import { takeBodies } from "./take-bodies.ts";
import { receiveWebhook } from "./billing/stripe/intake.ts";

type Bindings = { incoming?: { url?: string; socket?: { remoteAddress?: string } } };
/** The validator is the page's, where it is known before anything is rendered; `memo` what its route finds out. */
type Env = { Bindings: Bindings & { validator: string | null; memo: Map<string, unknown> } };

const methods = new Set(["GET", "HEAD", "POST"]);

/** Path and query of an absolute URL, without the cost of parsing it. */
const pathOf = (url: string) => url.slice(url.indexOf("/", url.indexOf("//") + 2));

/** What kind of route a path leads to; "probe" what machines ask all the time, which no log and no count is kept of. */
function kindOf(path: string): "page" | "feed" | "webhook" | "asset" | "probe" {
  if (/^\/(?:healthz|readyz|metrics)(?:\?|$)/.test(path)) return "probe";
  if (path.startsWith("/api/")) return "feed";
  if (path.startsWith("/webhooks/")) return "webhook";
  return /^\/(?:styles\/|scripts\/|visits\/|icon\.svg|favicon\.ico|robots\.txt)/.test(path) ? "asset" : "page";
}

/**
 * The whole portal as one fetch handler. `build` is Remix's; `ready` says whether it takes visitors (not before the
 * migrations, not while it drains). `routing` may serve many portals of one build, and does in the tests.
 */
export function createApp(
  portal: Portal,
  build: ServerBuild,
  ready: () => boolean = () => true,
  routing = routeBuilds(build),
) {
  const { config, log, watch } = portal;
  const { handle: remix, matched } = routing;
  const counted = inBatches(portal, linkHook(portal, usageHook(portal, build, matched)));
  tellPlausible(portal);
  const addressOf = clientAddress(config.trustedProxies, (proxy) =>
    log.warn({ proxy }, "TRUSTED_PROXY does not name this proxy: all its visitors share one address and its limits"),
  );
  const addressIn = (request: Request, env?: Bindings) =>
    addressOf(env?.incoming?.socket?.remoteAddress ?? "127.0.0.1", request.headers.get("X-Forwarded-For"));
  const ipOf = (c: Context<Env>) => addressIn(c.req.raw, c.env);
  const styles = stylesheet(config);
  const headers = securityHeaders(config);
  const buildId = validatorOf([
    build.assets.version,
    styles.path,
    deskScript.path,
    filesScript.path,
    visitsScript.path,
    ...config.features,
    ...config.staffEmails,
    JSON.stringify([config.company, config.bank, config.plausible]),
  ]);
  const pages = knownPages(headers);
  const scripts = [deskScript, filesScript, ...(config.plausible?.hasScript ? [visitsScript] : [])];
  const app = new Hono<Env>({ strict: false });

  /** Routes without a page of their own fail without one too: what they throw is shown on the page of that fault. */
  const designed = async (response: Response, request: Request, context: AppLoadContext) => {
    const { pathname } = new URL(request.url);
    const isPlain = response.status >= 400 && !response.headers.get("Content-Type")?.startsWith("text/html");
    if (!isPlain || isForMachines(pathname)) return response;
    const isTold = response.body && response.headers.get("Content-Type")?.includes("json");
    const fault = isTold ? ((await response.json()) as ErrorDetails | null) : null;
    context.memo.set(
      "fault",
      data({ again: pathOf(request.url), ...fault }, { status: response.status, headers: retryAfter(response) }),
    );
    const { headers, signal } = request;
    return remix(new Request(new URL("/fault", request.url), { headers, signal }), context);
  };

  /** Null, too, where it can't be read: then the page itself says what is wrong. */
  const validatorFor = (request: Request, path: string) => {
    try {
      return pageValidator(portal, buildId, request, path);
    } catch (error) {
      log.error({ ...loggedAs(error), path: loggable(path) }, "no page is looked for in memory");
      return null;
    }
  };

  const seen = (request: Request, path: string, who: Parameters<typeof noteSeen>[3]) => {
    try {
      noteSeen(portal, request, path, who);
    } catch (error) {
      log.error({ ...loggedAs(error), path: loggable(path) }, "what was looked at stays in a digest");
    }
  };

  const written = (request: Request, path: string, took: number, response: Response) => {
    const kind = kindOf(path);
    if (kind === "probe") return response;
    watch.answered(kind, response.status, took);
    const ms = Math.round(took * 10) / 10;
    log.info({ method: request.method, path: loggable(path), status: response.status, ms }, "request");
    return response;
  };

  app.use(async (c, next) => {
    await next();
    const isForAll = c.res.headers.get("Cache-Control")?.startsWith("public");
    const all = isForAll ? headers : { ...headers, ...keptNowhere };
    for (const [name, value] of Object.entries(all)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });
  app.use(compressed);
  app.use(takeBodies(portal, ipOf));
  app.onError((error, c) => {
    log.error({ err: error, path: loggable(c.req.path) }, "request failed");
    return c.html(emergencyPage(config, 500), 500);
  });

  health(app, portal, ready);
  metrics(app, portal);
  app.get("/styles/:name", (c, next) => {
    if (c.req.path !== styles.path && c.req.path !== "/styles/foyer.css") return next();
    c.header("Cache-Control", c.req.path === styles.path ? "public, max-age=31536000, immutable" : "no-cache");
    return c.body(styles.css, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
  app.get("/scripts/:name", (c, next) => {
    const script = scripts.find(({ path }) => path === c.req.path);
    if (!script) return next();
    c.header("Cache-Control", "public, max-age=31536000, immutable");
    return c.body(script.body, 200, { "Content-Type": "text/javascript; charset=utf-8" });
  });
  app.get("/icon.svg", (c) => {
    c.header("Cache-Control", "public, max-age=86400");
    return c.body(styles.icon, 200, { "Content-Type": "image/svg+xml" });
  });
  app.get("/favicon.ico", (c) => c.redirect("/icon.svg", 302));
  app.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /\n"));

  // What programs send by the thousand goes no longer way than it must.
  app.post(paths.stripeWebhook(), (c) => receiveWebhook(portal, c.req.raw));
  // Mail programs prove themselves by the token alone: no Origin is asked for, and no cookie read.
  app.post("/u/:token", async (c, next) => {
    const answer = await answerOneClick(portal, c.req.raw, c.req.param("token"));
    if (!answer) return next();
    portal.nudge();
    return answer;
  });
  app.all("/api/*", (c) => answerFeed(portal, c.req.raw));

  app.use(async (c, next) => {
    const target = targetOf(c.req.raw, c.env);
    const meant = c.req.method === "GET" || c.req.method === "HEAD" ? itemPathIn(target) : null;
    if (meant) return c.redirect(meant, 302);
    if (!isPlainPath(target)) return c.html(emergencyPage(config, 404), 404);
    const url = new URL(c.req.url);
    const isData = url.pathname.endsWith(".data") || url.searchParams.has("_data") || url.pathname.startsWith("/__");
    if (isData) return c.html(emergencyPage(config, 404), 404);
    if (!isOwnWrite(config, c.req.raw)) return c.html(emergencyPage(config, 403), 403);
    if (!methods.has(c.req.method)) return c.html(emergencyPage(config, 405), 405, { Allow: "GET, HEAD, POST" });
    return next();
  });
  const takeVisit = visitsIntake(portal);
  app.post(paths.visits(), (c, next) => (takeVisit ? takeVisit(c.req.raw, ipOf(c)) : next()));
  app.all("*", async (c) => {
    const context: AppLoadContext = { portal, ip: ipOf(c), memo: c.env.memo };
    const request = asOurs(c.req.raw, config.appUrl);
    const response = await designed(await remix(request, context), request, context);
    if (request.method !== "GET" && request.method !== "HEAD") portal.nudge();
    return pages.rendered(request, response, c.env.validator);
  });

  async function answered(request: Request, path: string, env?: Bindings): Promise<Response> {
    const isPage = request.method === "GET" && isPlainPath(targetOf(request, env));
    const { validator, visitor } = (isPage ? validatorFor(request, path) : null) ?? { validator: null, visitor: null };
    const known = validator && pages.answer(request, validator);
    const memo = new Map<string, unknown>([["styles", styles]]);
    const response = known || (await app.fetch(request, { ...env, validator, memo }));
    if (isPage && (response.ok || response.status === 304))
      seen(request, path, () => visitorIn(portal, { memo, visitor }));
    if (kindOf(path) === "page") {
      const { status, headers } = response;
      const location = headers.get("Location") ?? "";
      counted({ request, path, status, location, ip: addressIn(request, env), memo, visitor, at: portal.now() });
    }
    return response;
  }

  return {
    /** What is answered before the routes: `METHOD /path`, once each. */
    direct: [
      ...new Set(app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`)),
    ],
    /** Unchanged pages leave by the first door: no framework, nothing rendered. All the rest goes through the routes. */
    async fetch(request: Request, env?: Bindings): Promise<Response> {
      const path = pathOf(request.url);
      const work = watch.begin(() => `${request.method} ${loggable(path)}`);
      let took = 0;
      const response = await answered(request, path, env).finally(() => void (took = watch.end(work)));
      return written(request, path, took, response);
    },
  };
}

/** What was asked for, as it was sent; the request's own URL is tidied up. */
const targetOf = (request: Request, env?: Bindings) => env?.incoming?.url ?? pathOf(request.url);

function retryAfter(response: Response): HeadersInit {
  const seconds = response.headers.get("Retry-After");
  return seconds ? { "Retry-After": seconds } : {};
}

/** The request as if it had been sent to `APP_URL`: nothing a visitor or a proxy says about the host gets any further. */
function asOurs(request: Request, origin: string): Request {
  const headers = new Headers(request.headers);
  for (const name of request.headers.keys())
    if (name === "forwarded" || name.startsWith("x-forwarded-")) headers.delete(name);
  const to = new URL(pathOf(request.url), origin);
  headers.set("Host", new URL(origin).host);
  const { method } = request;
  if (method !== "GET" && method !== "HEAD") {
    const { body, signal } = request;
    return new Request(to, { method, headers, body, signal, ...(body ? { duplex: "half" } : {}) } as RequestInit);
  }
  // Nothing else is asked of a request that brings nothing, and to make one, with a signal of its own, costs much.
  const asked: Partial<Request> = {
    method,
    url: to.href,
    headers,
    body: null,
    get signal() {
      return request.signal;
    },
  };
  return asked as Request;
}
