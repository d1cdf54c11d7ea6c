import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import * as entryServer from "#app/entry.server.tsx";
import * as root from "#app/root.tsx";

type ConfigRoute = { id: string; parentId?: string; path?: string; index?: boolean; file: string };
const require = createRequire(import.meta.url);
const { flatRoutes } = require("@remix-run/dev/dist/config/flat-routes.js") as {
  flatRoutes(appDirectory: string): Record<string, ConfigRoute>;
};

/** What each route's file exports. */
export const modules = import.meta.glob("../app/routes/*.{ts,tsx}", { eager: true }) as Record<
  string,
  ServerBuild["routes"][string]["module"]
>;

/** The routes as Remix reads them from the file names. */
export const routes = Object.values(flatRoutes(resolve("app")));

/** The same build that `remix vite:build` makes, without a bundler: no page hydrates, so its assets are never asked for. */
export function remixBuild(): ServerBuild {
  const all: ServerBuild["routes"] = { root: { id: "root", path: "", module: root as never } };
  for (const { id, parentId, path, index, file } of routes) {
    all[id] = { id, parentId: parentId ?? "root", path, index, module: modules[`../app/${file}`]! } as never;
  }
  const assets = Object.fromEntries(
    Object.values(all).map(({ id, parentId, path, index, module }) => [
      id,
      {
        id,
        parentId,
        path,
        index,
        module: "",
        hasAction: "action" in module,
        hasLoader: "loader" in module,
        hasClientAction: false,
        hasClientLoader: false,
        hasErrorBoundary: "ErrorBoundary" in module,
      },
    ]),
  );
  return {
    mode: "production",
    entry: { module: entryServer as never },
    routes: all,
    assets: { entry: { imports: [], module: "" }, routes: assets as never, url: "", version: "tests" },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_lazyRouteDiscovery: true,
      v3_relativeSplatPath: true,
      v3_singleFetch: true,
      v3_throwAbortReason: true,
    } as never,
  };
}
