import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions } from "#db/schema/sign-in.ts";
import { pageOf } from "#tests/page.ts";
import { remixBuild, routes } from "#tests/remix-build.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeAll(() => {
  town = openTown();
});
afterAll(() => town.close());

const { routes: modules } = remixBuild();
const pathOf = (id: string): string => {
  const route = routes.find((one) => one.id === id);
  if (!route) return "";
  const parent = route.parentId && route.parentId !== "root" ? pathOf(route.parentId) : "";
  return route.path ? `${parent}/${route.path.replace(/:\w+\??/g, "x").replace("*", "nowhere")}` : parent;
};
const writable = routes
  .filter(({ id }) => "action" in modules[id]!.module)
  .map(({ id }) => pathOf(id) || "/")
  .filter((path) => !/^\/(webhooks|api)\//.test(path));

describe("a write that does not come from our own pages", () => {
  const foreign: [string, Record<string, string>][] = [
    ["a foreign Origin", { Origin: "https://evil.example" }],
    ["our host on another scheme", { Origin: "http://portal.example" }],
    ["our host on another port", { Origin: "https://portal.example:8443" }],
    ["a subdomain", { Origin: "https://a.portal.example" }],
    ["a null Origin", { Origin: "null" }],
    ["neither Origin, Sec-Fetch-Site nor Referer", {}],
    ["a foreign Referer", { Referer: "https://evil.example/https://portal.example/" }],
    ["a Referer on another port", { Referer: "https://portal.example:8443/sign-in" }],
    ["our host as another's user", { Referer: "https://portal.example@evil.example/" }],
    ["a Referer that is none", { Referer: "portal.example" }],
    ["a null Origin and our Referer", { Origin: "null", Referer: "https://portal.example/" }],
    [
      "a cross-site Sec-Fetch-Site and our Referer",
      { "Sec-Fetch-Site": "cross-site", Referer: "https://portal.example/" },
    ],
    ["a cross-site Sec-Fetch-Site", { "Sec-Fetch-Site": "cross-site" }],
    ["a same-site Sec-Fetch-Site", { "Sec-Fetch-Site": "same-site" }],
    [
      "our Origin and a cross-site Sec-Fetch-Site",
      { Origin: "https://portal.example", "Sec-Fetch-Site": "cross-site" },
    ],
  ];

  it.each(foreign)("is refused on every route: %s", async (_, headers) => {
    expect(writable.length).toBeGreaterThan(8);
    const Cookie = town.signIn(town.ada.id);
    for (const path of writable) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const { status } = await town.fetch(path, { method, headers: { ...headers, Cookie } });
        expect([path, method, status]).toEqual([path, method, 403]);
      }
    }
    expect(
      town.system.db
        .select()
        .from(sessions)
        .all()
        .every(({ endedAt }) => endedAt === null),
    ).toBe(true);
  });

  it("is answered by a page that says what to do", async () => {
    const refused = await town.fetch("/sign-in", { method: "POST" });
    const { main } = pageOf(await refused.text());
    expect(main.text).toContain("nothing was changed");
    expect(main.text).toContain("allow your browser to send the Referer header to this site, or use another browser");
  });

  const ours: Record<string, string>[] = [
    { Origin: "https://portal.example" },
    { "Sec-Fetch-Site": "same-origin" },
    { Referer: "https://portal.example/" },
    { Referer: "https://PORTAL.example:443/sign-in?next=/me" },
  ];
  it.each(ours)("is told from one that does: %j", async (headers) => {
    const Cookie = town.signIn(town.ada.id);
    const { status } = await town.fetch("/sign-out", { method: "POST", headers: { ...headers, Cookie } });
    expect(status).toBe(303);
  });
});
