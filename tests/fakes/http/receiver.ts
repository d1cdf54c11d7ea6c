import { Hono } from "hono";
import { serve, type Bindings } from "./serve.ts";

export type Received = { body: string; headers: Record<string, string> };

/** A server that keeps every POST it gets; `answer` says the status for the nth one, counted from zero. */
export async function startReceiver(answer: (index: number) => number = () => 200) {
  const received: Received[] = [];
  const app = new Hono<Bindings>();
  app.post("*", async (c) => {
    received.push({ body: await c.req.text(), headers: c.req.header() });
    return c.body(null, answer(received.length - 1) as 200);
  });
  const served = await serve(app);
  return { ...served, received, json: () => received.map((one) => JSON.parse(one.body) as Record<string, never>) };
}
