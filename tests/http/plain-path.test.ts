import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loggable } from "#app/http/loggable.ts";
import { isPlainPath } from "#app/http/plain-path.ts";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { tenantOf } from "#db/tenant.ts";
import { browserIn } from "#tests/http.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let token: string;
beforeAll(() => {
  town = openTown();
  const itemId = addInvoice(town, town.acme, { number: "INV-1" });
  token = createItemLink(
    tenantOf(town.connection, town.acme),
    { kind: "invoice", itemId, email: town.bo.email },
    town.now(),
  );
});
afterAll(() => town.close());

const escaped = (text: string) => [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("");
const odd: [string, (token: string) => string][] = [
  ["a host before it", (token) => `//x/l/${token}`],
  ["two slashes", (token) => `//l/${token}`],
  ["two slashes within", (token) => `/l//${token}`],
  ["a step to where it is", (token) => `/./l/${token}`],
  ["a step to where it is, escaped", (token) => `/%2e/l/${token}`],
  ["a step down and up", (token) => `/staff/../l/${token}`],
  ["a step up with a semicolon", (token) => `/foo/..;/l/${token}`],
  ["a parameter of the path", (token) => `/l;a=1/${token}`],
  ["a capital", (token) => `/L/${token}`],
  ["an escaped letter", (token) => `/%6c/${token}`],
  ["an escaped token", (token) => `/l/${escaped(token)}`],
  ["an escape in the token", (token) => `/l/${escaped(token[0]!)}${token.slice(1)}`],
  ["escaped slashes", (token) => `/%2Fl%2F${token}`],
  ["an escaped slash", (token) => `/l%2F${token}`],
  ["slashes escaped twice", (token) => `/x%252Fl%252F${token}`],
  ["backslashes", (token) => `/\\l\\${token}`],
  ["a step behind it to another page", (token) => `/l/${token}/../${token}`],
  ["an escape that is none", (token) => `/l/${token}%`],
  ["a part too many", (token) => `/l/${token}/pdf/x`],
  ["a whole address", (token) => `https://portal.example/l/${token}`],
  ["another's whole address", (token) => `http://evil.example/l/${token}`],
  ["no slash", (token) => `l/${token}`],
];

describe("an item link", () => {
  it("opens as it was mailed", async () => {
    for (const path of [`/l/${token}`, `/l/${token}?lines=all`]) {
      expect((await browserIn(town).get(path)).status).toBe(200);
    }
  });

  it.each([".", ",", "/", ")", ">", "%3E", "%20", "/.", "&fbclid=abc", "/pdf.", "/pdf/"])(
    "with %s behind it leads to what was meant",
    async (more) => {
      const path = `/l/${token}${more}`;
      for (const method of ["GET", "HEAD"]) {
        const { status, headers } = await town.fetch(path, { method });
        expect([status, headers.get("Location")]).toEqual([302, `/l/${token}${more.startsWith("/pdf") ? "/pdf" : ""}`]);
        expect(headers.get("Cache-Control")).toContain("no-store");
      }
      expect((await town.fetch(path, { method: "POST", headers: { Origin: town.config.appUrl } })).status).not.toBe(
        302,
      );
      expect(town.logLines.join("")).not.toContain(token);
    },
  );

  it.each(odd)("written with %s is not there, and its token in no log", async (_, write) => {
    const path = write(token);
    for (const method of ["GET", "HEAD", "POST"]) {
      const headers = { Origin: town.config.appUrl };
      const { status } = await town.fetch(path, { method, headers });
      expect([method, status]).toEqual([method, 404]);
    }
    expect(town.logLines.join("")).not.toContain(token);
    expect(town.logLines.join("")).not.toContain(token.slice(1));
    expect(town.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe("a path", () => {
  it("leaves no token in a log, however it is spelled", () => {
    const spelled = fc.array(
      fc.constantFrom(
        (c: string) => c,
        (c: string) => escaped(c),
        (c: string) => `%25${escaped(c).slice(1)}`,
      ),
      {
        minLength: 43,
        maxLength: 43,
      },
    );
    const before = fc.array(
      fc.constantFrom(
        "/",
        "//",
        "/.",
        "/..;",
        "/%2e",
        "/l",
        "/L",
        "/%6C",
        "%2F",
        "%5c",
        "\\",
        "l",
        ";",
        "?",
        "#",
        "/staff",
        "%",
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(before, spelled, fc.constantFrom("", "/", "/pdf", ".", "%"), (start, spell, end) => {
        const written = [...token].map((c, at) => spell[at]!(c)).join("");
        const line = loggable(`/${start.join("")}${written}${end}`);
        expect(line).not.toContain(token);
        expect(line).not.toContain(written);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it("is plain as every link of ours is", () => {
    for (const path of [
      "/",
      "/staff/steps/project/in%20review",
      "/o/org_1/requests/new?about=invoice:in_1",
      "/l/a-b_c/pdf",
    ])
      expect([path, isPlainPath(path)]).toEqual([path, true]);
  });
});
