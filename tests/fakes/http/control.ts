import { Hono } from "hono";
import type { Bindings } from "./serve.ts";

/**
 * Lets another process drive a stand-in: `POST /_control/createInvoice` with the arguments as a JSON array calls that
 * verb and answers what it gives back; `faults.latency` reaches into the switches.
 */
export function control(verbs: object): Hono<Bindings> {
  const app = new Hono<Bindings>();
  app.post("/_control/:verb", async (c) => {
    const path = c.req.param("verb").split(".");
    const owner = path.slice(0, -1).reduce<unknown>((node, step) => own(node, step), verbs);
    const deed = own(owner, path.at(-1)!);
    if (typeof deed !== "function") return c.json({ error: `no verb ${path.join(".")}` }, 404);
    const body: unknown = JSON.parse((await c.req.text()) || "[]");
    try {
      const result: unknown = await deed.apply(owner, Array.isArray(body) ? body : [body]);
      return c.json({ result: typeof result === "function" ? null : (result ?? null) });
    } catch (error) {
      return c.json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  });
  return app;
}

function own(node: unknown, name: string): unknown {
  return typeof node === "object" && node !== null && Object.hasOwn(node, name)
    ? (node as Record<string, unknown>)[name]
    : undefined;
}
