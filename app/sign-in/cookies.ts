import { parse, serialize } from "hono/utils/cookie";
import type { Config } from "../config.server.ts";

export type CookieName = "sid" | "pending" | "draft" | "known";

const fullName = (config: Config, name: CookieName) => (config.secure ? `__Host-${name}` : name);

/** The value that the browser sent, or null. */
export function readCookie(config: Config, request: Request, name: CookieName): string | null {
  const wanted = fullName(config, name);
  return parse(request.headers.get("Cookie") ?? "", wanted)[wanted] || null;
}

/** A Set-Cookie header; `maxAge` is seconds, and null ends the cookie. */
export function setCookie(config: Config, name: CookieName, value: string | null, maxAge = 0): string {
  return serialize(fullName(config, name), value ?? "", {
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
    secure: config.secure,
    maxAge: value === null ? 0 : maxAge,
  });
}
