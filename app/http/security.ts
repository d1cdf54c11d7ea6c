import { stripeOrigins, type Config } from "../config.server.ts";

/** Headers of every answer. */
export function securityHeaders(config: Config): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${stripeOrigins(config).join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return {
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ...(config.secure ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);
/** Paths that programs talk to: they prove themselves by signature or key, and read no pages. */
export const isForMachines = (pathname: string) => /^\/(webhooks|api)\//.test(pathname);

/**
 * Whether a write comes from one of our own pages: `Origin` must be ours; where the browser sends none, `Sec-Fetch-Site`
 * must say same-origin; and where it sends neither, as text browsers do, the page in `Referer` must be ours. Webhooks
 * and the API prove themselves otherwise.
 */
export function isOwnWrite({ appUrl }: Config, request: Request): boolean {
  if (safe.has(request.method) || isForMachines(new URL(request.url).pathname)) return true;
  const [origin, site] = [request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")];
  if (site !== null && site !== "same-origin") return false;
  if (origin !== null) return origin === appUrl;
  return site !== null || originOf(request.headers.get("Referer")) === appUrl;
}

const originOf = (url: string | null) => (url && URL.canParse(url) ? new URL(url).origin : null);
