import { serve as listen, type HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Bindings = { Bindings: HttpBindings };
export type Served = { url: string; port: number; close(): Promise<void> };

/** Serves an app on the loopback address; port 0 takes a free one. Closing cuts connections that are still waiting. */
export function serve(app: Hono<Bindings>, port = 0): Promise<Served> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: app.fetch, port, hostname: "127.0.0.1" }, (address: AddressInfo) =>
      resolve({ url: `http://127.0.0.1:${address.port}`, port: address.port, close: () => close(server) }),
    ) as Server;
    server.once("error", reject);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
