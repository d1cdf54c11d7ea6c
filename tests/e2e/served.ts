import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { serve } from "@hono/node-server";
import { openTown } from "#tests/world.ts";

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The town on a real socket of this process, for a real browser. */
export async function serveTown(env: Record<string, string> = {}) {
  const port = await freePort();
  const town = openTown({ APP_URL: `http://localhost:${port}`, ...env });
  const server = serve({ fetch: town.app.fetch, hostname: "127.0.0.1", port });
  return {
    ...town,
    url: `http://localhost:${port}`,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      town.close();
    },
  };
}
