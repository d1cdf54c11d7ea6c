import { deskScript, filesScript } from "#app/http/scripts.ts";
import type { Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "GET /healthz": [{ path: () => "/healthz", expect: { else: 200 } }],
  "GET /metrics": [{ path: () => "/metrics", expect: { else: 404 } }],
  "GET /readyz": [{ path: () => "/readyz", expect: { else: 200 } }],
  "GET /styles/:name": [{ path: () => "/styles/foyer.css", expect: { else: 200 } }],
  "GET /scripts/:name": [deskScript, filesScript].map(({ path }) => ({
    path: () => path,
    expect: { else: 200 },
  })),
  "GET /icon.svg": [{ path: () => "/icon.svg", expect: { else: 200 } }],
  "GET /favicon.ico": [{ path: () => "/favicon.ico", expect: { else: 302 } }],
  "GET /robots.txt": [{ path: () => "/robots.txt", expect: { else: 200 } }],
  "POST /visits/api/event": [{ method: "POST", path: () => "/visits/api/event", expect: { else: 404 } }],
  "routes/$": [{ path: () => "/nowhere", expect: { else: 404 } }],
};
