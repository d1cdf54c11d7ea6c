import { createRequestHandler, data, redirect, type ServerBuild } from "@remix-run/node";
import { expect, test } from "vitest";
import { pageReads } from "#app/page-reads.ts";
import { remixBuild } from "./remix-build.ts";

const whole = remixBuild();
const failed = new Error("broken");
const loaders: Record<string, () => unknown> = {
  "a page": () => ({ said: "fine" }),
  "a page of nothing": () => null,
  "a page with a status and headers": () => data({ said: "gone" }, { status: 410, headers: { "X-Said": "so" } }),
  "a redirect": () => redirect("/elsewhere", 303),
  "a thrown redirect": () => {
    throw redirect("/elsewhere", 303);
  },
  "a thrown answer": () => {
    throw data({ why: "not there" }, { status: 404 });
  },
  "a fault": () => {
    throw failed;
  },
  "something thrown that is nothing": () => {
    throw undefined;
  },
  "nothing at all": () => undefined,
  "a page that cannot be shown": () => ({ said: {} }),
  "a page of a list": () => ["one", "two"],
};

/** A build of one page, whose loader does this; its entry says what Remix would render. */
function buildOf(loader: () => unknown) {
  const calls: string[] = [];
  const faults: unknown[] = [];
  const counted = (name: string, own: () => unknown) => () => (calls.push(name), own());
  const route = (id: string, module: object, more: object) => ({ id, module, caseSensitive: true, ...more });
  const headers = ({ loaderHeaders, parentHeaders }: Record<string, Headers>) =>
    new Headers([...parentHeaders!, ...loaderHeaders!, ["X-Own", "yes"]]);
  const routes = {
    root: route("root", { default: () => null, loader: counted("root", () => ({ in: "root" })) }, { path: "" }),
    page: route(
      "page",
      { default: () => null, headers, loader: counted("page", loader) },
      { path: "p/:one", parentId: "root" },
    ),
  };
  const module = {
    default(_: Request, status: number, headers: Headers, remix: { staticHandlerContext: Record<string, unknown> }) {
      const { matches, loaderData, errors, location } = remix.staticHandlerContext;
      const said = (loaderData as { page?: { said?: unknown } }).page?.said;
      if (typeof said === "object" && !errors) throw new Error("cannot be shown");
      const params = (matches as { params: object; pathname: string }[]).map(({ params, pathname }) => [
        params,
        pathname,
      ]);
      return new Response(JSON.stringify({ params, loaderData, errors, location }), { status, headers });
    },
    handleError: (error: unknown) => void faults.push(error),
  };
  return { build: { ...whole, routes, entry: { module } } as unknown as ServerBuild, calls, faults };
}

async function told(handler: ReturnType<typeof pageReads>, init?: RequestInit) {
  const response = await handler(new Request("https://portal.example/p/a%20b?q=1", init), {} as never);
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

for (const [name, loader] of Object.entries(loaders))
  for (const method of ["GET", "HEAD"])
    test(`${name} is what Remix answers to ${method}, and each loader runs once for it`, async () => {
      const [ours, remix] = [buildOf(loader), buildOf(loader)];
      const answer = await told(pageReads(ours.build), { method });
      expect(answer).toEqual(await told(createRequestHandler(remix.build, "production"), { method }));
      expect(ours.calls).toEqual(["root", "page"]);
      expect(ours.faults).toEqual(remix.faults);
    });

test("what fails only without Remix is a page all the same, and logged", async () => {
  const { build } = buildOf(() => ({ said: "fine" }));
  const show = build.entry.module.default;
  let times = 0;
  const failsOnce: typeof show = (...args) => {
    if (!times++) throw failed;
    return show(...args);
  };
  const logged: unknown[] = [];
  const context = { portal: { log: { error: ({ err }: { err: unknown }) => void logged.push(err) } } } as never;
  const handle = pageReads({ ...build, entry: { module: { ...build.entry.module, default: failsOnce } } });
  const { status } = await handle(new Request("https://portal.example/p/a"), context);
  expect([status, times, logged]).toEqual([200, 2, [failed]]);
});

test("what was asked for again in one request is loaded again", async () => {
  const { build, calls } = buildOf(loaders["a redirect"]!);
  const handle = pageReads(build);
  const context = {} as never;
  for (const _ of ["once", "and once more"]) await handle(new Request("https://portal.example/p/a"), context);
  expect(calls).toEqual(["root", "page", "root", "page"]);
});
