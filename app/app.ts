import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { type Portal } from "./portal.server.ts";
import { clientAddress } from "./http/client-address.ts";
import { compressed } from "./http/compress.ts";
import { emergencyPage } from "./http/emergency-page.ts";
import { health } from "./health.ts";
import { pageValidator } from "./auth/page-validator.ts";
import { rememberedPages, validatorOf } from "./http/etags.ts";
import { isOwnWrite, securityHeaders } from "./http/security.ts";
import { stylesheet } from "./http/stylesheet.ts";

type Env = { Bindings: { incoming?: { socket?: { remoteAddress?: string } } } };

const mebibyte = 1024 * 1024;

/** Paths as the log may know them: without the query, and without the token of an item link. */
const loggable = (pathname: string) => pathname.replace(/^\/l\/[^/]+/, "/l/…");

/**
 * The whole portal as one fetch handler. `build` is Remix's; `ready` says whether it takes visitors (not before the
 * migrations, not while it drains).
 */
export function createApp(portal: Portal, build: ServerBuild, ready: () => boolean = () => true) {
  const { config, log } = portal;
  const remix = createRequestHandler(build, "production");
  const addressOf = clientAddress(config.trustedProxies);
  const styles = stylesheet(config);
  const buildId = validatorOf([
    build.assets.version,
    styles.path,
    ...config.features,
    ...Object.values(config.company),
  ]);
  const pages = rememberedPages();
  const app = new Hono<Env>({ strict: false });

  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    const ms = Math.round((performance.now() - started) * 10) / 10;
    log.info({ method: c.req.method, path: loggable(c.req.path), status: c.res.status, ms }, "request");
  });
  app.use(securityHeaders(config));
  app.use(compressed);
  app.onError((error, c) => {
    log.error({ err: error, path: loggable(c.req.path) }, "request failed");
    return c.html(emergencyPage(config, 500), 500);
  });

  health(app, portal, ready);
  app.get("/styles/:name", (c) => {
    c.header("Cache-Control", c.req.path === styles.path ? "public, max-age=31536000, immutable" : "no-cache");
    return c.body(styles.css, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
  app.get("/icon.svg", (c) => {
    c.header("Cache-Control", "public, max-age=86400");
    return c.body(styles.icon, 200, { "Content-Type": "image/svg+xml" });
  });
  app.get("/favicon.ico", (c) => c.redirect("/icon.svg", 302));
  app.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /\n"));

  app.use(async (c, next) => {
    const url = new URL(c.req.url);
    const isData = url.pathname.endsWith(".data") || url.searchParams.has("_data") || url.pathname.startsWith("/__");
    if (isData) return c.html(emergencyPage(config, 404), 404);
    if (!isOwnWrite(config, c.req.raw)) return c.html(emergencyPage(config, 403), 403);
    return next();
  });
  app.use(bodyLimit({ maxSize: mebibyte, onError: (c) => c.html(emergencyPage(config, 413), 413) }));

  app.all("*", async (c) => {
    const ip = addressOf(
      c.env?.incoming?.socket?.remoteAddress ?? "127.0.0.1",
      c.req.header("X-Forwarded-For") ?? null,
    );
    const context: AppLoadContext = { portal, ip, memo: new Map<string, unknown>([["styles", styles]]) };
    const request = asOurs(c.req.raw, config.appUrl);
    const validator = pageValidator(request, context, buildId);
    const known = validator && pages.answer(request, validator);
    if (known) return known;
    const response = await remix(request, context);
    if (request.method !== "GET" && request.method !== "HEAD") portal.nudge();
    return pages.validated(request, response, validator);
  });
  return app;
}

/** The request as if it had been sent to `APP_URL`: nothing a visitor or a proxy says about the host gets any further. */
function asOurs(request: Request, origin: string): Request {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()])
    if (name === "forwarded" || name.startsWith("x-forwarded-")) headers.delete(name);
  headers.set("Host", new URL(origin).host);
  const body = request.method === "GET" || request.method === "HEAD" ? null : request.body;
  return new Request(new URL(pathname + search, origin), {
    method: request.method,
    headers,
    body,
    signal: request.signal,
    ...(body ? { duplex: "half" } : {}),
  } as RequestInit);
}
