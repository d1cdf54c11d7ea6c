import { execFileSync } from "node:child_process";
import { build as bundle, type Plugin, type Rollup } from "vite";
import { defineConfig } from "vitest/config";
import { version } from "./package.json";
import { WaitingFirst } from "./tests/run/waiting-first.ts";

const future = {
  v3_fetcherPersist: true,
  v3_lazyRouteDiscovery: true,
  v3_relativeSplatPath: true,
  v3_singleFetch: true,
  v3_throwAbortReason: true,
} as const;

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

// Tests need nothing of it, and to load it takes longer than many of them.
const remixPlugin = () =>
  import("@remix-run/dev").then(({ vitePlugin }) => vitePlugin({ future, ignoredRouteFiles: ["**/.*"] }));

// Remix sets the server's input to its own virtual module and ignores ours, so it is set again after it.
function wholeServer(): Plugin {
  return {
    name: "foyer:whole-server",
    enforce: "post",
    config: (_config, { isSsrBuild }) =>
      isSsrBuild
        ? {
            define: { "process.env.NODE_ENV": '"production"' },
            build: { rollupOptions: { input: { index: "app/main.ts" } } },
            ssr: { noExternal: true, external: ["better-sqlite3"] },
          }
        : undefined,
  };
}

/**
 * Escapes what is not ASCII, in texts and regular expressions alike: V8 keeps a source with any other character in two
 * bytes for each of its seven million, for as long as the process lives. A sign that was escaped by a backslash already
 * loses that one.
 */
const plainSource: Plugin = {
  name: "foyer:plain-source",
  enforce: "post",
  apply: (_config, { isSsrBuild }) => !!isSsrBuild,
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "chunk")
        file.code = file.code.replace(
          /(\\*)([\u0080-\uffff])/g,
          (_, slashes: string, unit: string) =>
            `${slashes.slice(slashes.length % 2)}\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
        );
  },
};

/** Node's own fetch is what runs: those that Remix could put in its place are a fifth of the bundle, and read at each start. */
const ownFetch: Plugin = {
  name: "foyer:own-fetch",
  enforce: "pre",
  apply: (_config, { isSsrBuild }) => !!isSsrBuild,
  load: (id) => (id.endsWith("@remix-run/node/dist/globals.js") ? "exports.installGlobals = undefined;" : null),
};

/** What is imported as `?browser`: the text of one script for browsers, with all that the file imports. */
const browserScript: Plugin = {
  name: "foyer:browser-script",
  enforce: "pre",
  async load(id) {
    if (!id.endsWith("?browser")) return null;
    const built = await bundle({
      configFile: false,
      publicDir: false,
      logLevel: "warn",
      define: { "process.env.NODE_ENV": '"production"' },
      build: {
        target: "es2022",
        write: false,
        modulePreload: false,
        rollupOptions: { input: id.slice(0, -"?browser".length), output: { format: "iife" } },
      },
    });
    const [script] = (built as Rollup.RollupOutput).output;
    return `export default ${JSON.stringify(script.code)};`;
  },
};

// What is compiled is kept from run to run by its text alone, and what a glob finds is not in the text.
const freshGlobs: Plugin = {
  name: "foyer:fresh-globs",
  configureVitest({ experimental_defineCacheKeyGenerator: keyBy }) {
    keyBy(({ sourceCode }) => (sourceCode.includes("import.meta.glob") ? false : undefined));
  },
};

// Tests live in one zone wherever they run, and so do the portals that they start; one about zones names its own.
if (process.env.VITEST) process.env.TZ = "UTC";
// And their pages are rendered by the React that is shipped, unless another is named. It is vitest that says "test".
if (process.env.VITEST && process.env.NODE_ENV === "test") process.env.NODE_ENV = "production";

/** `COMMIT` where there is no repository, as while the image is built. */
function commit(): string {
  try {
    const words = ["rev-parse", "--short=12", "HEAD"];
    return process.env.COMMIT || execFileSync("git", words, { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "unknown";
  }
}

export default defineConfig({
  define: {
    "import.meta.env.FOYER_VERSION": JSON.stringify(version),
    "import.meta.env.FOYER_COMMIT": JSON.stringify(commit()),
  },
  plugins: process.env.VITEST
    ? [browserScript, freshGlobs]
    : [browserScript, remixPlugin(), wholeServer(), ownFetch, plainSource],
  esbuild: { jsx: "automatic" },
  build: { target: "es2022", reportCompressedSize: false },
  server: { fs: { strict: false } },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    css: true,
    pool: "forks",
    // Whatever modules remember hangs on a world of its own: reading them anew for every file costs two minutes.
    isolate: false,
    // Twice as many as two cores: those that start a portal or a browser wait much of the time.
    maxWorkers: 4,
    sequence: { sequencer: WaitingFirst },
    // For what hangs, and not for a machine that has other work.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    typecheck: { enabled: false },
    experimental: { fsModuleCache: true, fsModuleCachePath: ".cache/vitest" },
  },
});
