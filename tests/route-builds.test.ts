import { createRequestHandler } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { stylesheet } from "#app/http/stylesheet.ts";
import { routeBuilds } from "#app/route-builds.ts";
import { everyPage } from "./pages.ts";
import { remixBuild, routes } from "./remix-build.ts";
import { openTown } from "./world.ts";

const build = remixBuild();
const encoded = new Set<string>();
const small = routeBuilds({
  ...build,
  entry: {
    module: {
      ...build.entry.module,
      default(request, status, headers, remix, context) {
        if (remix.serverHandoffStream && status === 200) encoded.add(new URL(request.url).pathname);
        return build.entry.module.default(request, status, headers, remix, context);
      },
    },
  },
});
const tree = [
  { id: "root", path: "", children: routes.map(({ id, path, index }) => ({ id, path, index, caseSensitive: true })) },
] as Parameters<typeof matchRoutes>[0];

describe("a request meets only the routes that its path matches", () => {
  const words = [...new Set(routes.flatMap(({ path = "" }) => path.split("/")))].filter((word) => !/^[:*]/.test(word));
  const part = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom(...words).map((word) => word.toUpperCase()) },
    { weight: 3, arbitrary: fc.constantFrom("", "~", ":org", "*", "%2F", "%73ign-in", "in_1", "ſign-in", "l") },
    { weight: 1, arbitrary: fc.webSegment() },
  );
  const path = fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join("/")}`);
  const asked = (pathname: string) => (matchRoutes(tree, pathname) ?? []).map(({ route }) => route.id);

  test("the same that all of them together match, for any path", () => {
    fc.assert(
      fc.property(path, (pathname) => {
        expect(small.matched(pathname)).toEqual(asked(pathname));
        expect(small.matched(pathname)).toEqual(asked(pathname));
      }),
      { numRuns: 500 },
    );
  });

  test("which is known of the paths in use, whatever else was asked for before", () => {
    const { matched } = routeBuilds(build);
    for (let n = 0; n < 40; n++) matched("/me".repeat(10_000 + n));
    expect(matched("/sign-in")).toBe(matched("/sign-in"));
  });

  test("and each route is met by a path of its own", () => {
    for (const { id, path = "", index } of routes) {
      const own = path.replace(/:\w+/g, "x1").replace("*", "no/such");
      if (path || index) expect(small.matched(`/${own}`)).toEqual(["root", id]);
    }
  });
});

describe("every page is the same bytes as from all routes together", () => {
  const town = openTown();
  afterAll(() => town.close());
  const whole = createRequestHandler(build, "production");
  const cases = everyPage(town);
  const styles = stylesheet(town.config);
  const cookies = new Map<string, string>();
  const cookieOf = (who: NonNullable<(typeof cases)[number]["as"]>) => {
    if (!cookies.has(who)) cookies.set(who, town.signIn(town[who].id));
    return cookies.get(who)!;
  };

  test.each(cases)("$name", async ({ path, as }) => {
    const page = async (handle: typeof whole) => {
      const headers = as ? { Cookie: cookieOf(as) } : undefined;
      const context = { portal: town.portal, ip: "203.0.113.7", memo: new Map<string, unknown>([["styles", styles]]) };
      const response = await handle(new Request(new URL(path, town.config.appUrl), { headers }), context);
      // Keys against a form that is sent twice are others every time.
      const body = (await response.text()).replace(/"(?:[\w-]{43}|[\da-f-]{36})"/g, "a key");
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    };
    const answer = await page(small.handle);
    expect(answer).toEqual(await page(whole));
    expect(answer.status).not.toBe(500);
  });

  test("and those that customers open most are made without what is only for scripts", () => {
    const most = [/^\/o\/\w+$/, /\/billing$/, /\/billing\/in_\w+$/, /\/orders\/ord_\w+$/, /\/requests\/req_\w+$/];
    for (const pattern of most) {
      const shown = cases.filter(({ path, status }) => pattern.test(path) && !status).map(({ path }) => path);
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((path) => encoded.has(path))).toEqual([]);
    }
    expect(encoded).toContain("/sign-in");
  });
});
