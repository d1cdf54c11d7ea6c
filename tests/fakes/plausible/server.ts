import { Hono } from "hono";
import { control } from "../http/control.ts";
import { failing } from "../http/failing.ts";
import { makeFaults } from "../http/faults.ts";
import { serve, type Bindings } from "../http/serve.ts";
import { factsFrom, type Heard } from "./event.ts";

export type { Heard } from "./event.ts";
export type PlausibleStandIn = Awaited<ReturnType<typeof startPlausible>>;

/**
 * Starts a Plausible of one's own on the loopback address. It keeps in memory what it was told, the dropped ones too, and
 * says of each whether it counts: https://plausible.io/docs/events-api
 */
export async function startPlausible({ port = 0 }: { port?: number } = {}) {
  const heard: Heard[] = [];
  const faults = makeFaults();
  const waiting = new Set<() => void>();
  let isDroppingAll = false;
  const plausible = {
    heard,
    faults,
    /** Takes everybody for a bot from now on, or no longer. */
    dropAll: (isOn = true) => void (isDroppingAll = isOn),
    /** Resolves when that many events have come. */
    waitFor: (count: number) =>
      new Promise<Heard[]>((resolve) => {
        const look = () => {
          if (heard.length < count) return;
          waiting.delete(look);
          resolve(heard);
        };
        waiting.add(look);
        look();
      }),
  };
  const app = new Hono<Bindings>();
  app.use(
    failing(faults, {
      rateLimited: () => new Response("Too Many Requests", { status: 429 }),
      unauthorized: () => new Response(null, { status: 401 }),
      status: (status) => new Response("Internal Server Error", { status }),
    }),
  );
  app.route("/", control(plausible));
  app.post("/api/event", async (c) => {
    const text = await c.req.text();
    const facts = factsFrom(text);
    if ("errors" in facts) return c.json(facts, 400);
    const [userAgent, address] = [c.req.header("User-Agent") ?? "", c.req.header("X-Forwarded-For") ?? ""];
    const isDropped = isDroppingAll || !address || isBot(userAgent);
    heard.push({ ...facts, userAgent, address, isDropped, raw: `${JSON.stringify(c.req.header())} ${text}` });
    for (const look of waiting) look();
    if (isDropped) c.header("x-plausible-dropped", "1");
    return c.text("ok", 202);
  });
  const served = await serve(app, port);
  return { ...plausible, url: served.url, port: served.port, close: served.close };
}

const isBot = (userAgent: string) => !userAgent.startsWith("Mozilla/5.0") || /bot|crawl|spider/i.test(userAgent);
