import { Hono } from "hono";
import { serve, type Bindings } from "#tests/fakes/http/serve.ts";

type Hold = { path: string; asked: () => void; released: Promise<void> };

/** Stands before a server and keeps chosen answers, read at once, until they are released. */
export async function startHoldingProxy() {
  const holds: Hold[] = [];
  let target = "";
  let rewrite = (body: string) => body;
  const app = new Hono<Bindings>();
  app.all("*", async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const answer = await fetch(`${target}${pathname}${search}`, { headers: c.req.header() });
    const body = rewrite(await answer.text());
    const place = holds.findIndex(({ path }) => pathname.startsWith(path));
    if (place >= 0) {
      const [hold] = holds.splice(place, 1);
      hold!.asked();
      await hold!.released;
    }
    const headers = { "content-type": "application/json", "request-id": "req_proxy" };
    return new Response(body, { status: answer.status, headers });
  });
  const served = await serve(app);

  return {
    ...served,
    to(url: string) {
      target = url;
    },
    /** Changes every answer on its way. */
    rewrite(change: (body: string) => string) {
      rewrite = change;
    },
    /** Keeps the next answer under this path; `asked` resolves when Stripe has given it. */
    hold(path: string) {
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      const asked = new Promise<void>((resolve) => holds.push({ path, asked: resolve, released }));
      return { asked, release: () => release() };
    },
  };
}
