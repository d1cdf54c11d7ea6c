import { createKey } from "#app/company/api-keys.ts";
import { scopes, type Scope } from "#db/schema/feed.ts";
import type { World } from "#tests/world.ts";

export type Reply = { status: number; body: any; headers: Headers };

/** The company's own system: calls the feed with a key of its own. */
export function callerIn(world: World, { has = [...scopes], expiresAt }: { has?: Scope[]; expiresAt?: number } = {}) {
  const { id, key } = createKey(
    world.system,
    { name: "Ops", scopes: has, by: "sam@norrland.example", expiresAt },
    world.now(),
  );

  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const response = await world.fetch(`/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", ...headers },
      ...sent,
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers };
  }
  return {
    id,
    key,
    send,
    put: (path: string, body: unknown) => send("PUT", path, body),
    post: (path: string, body: unknown) => send("POST", path, body),
    get: (path: string) => send("GET", path),
  };
}

export type Caller = ReturnType<typeof callerIn>;
