import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeNext } from "#app/sign-in/safe-next.ts";

const appUrl = "https://portal.example";

describe("where to go after sign-in", () => {
  it.each([
    ["/", "/"],
    ["/o/org_1/billing?after=2026-01-01_in_1&x=a%20b", "/o/org_1/billing?after=2026-01-01_in_1&x=a%20b"],
    ["/o/org_1/../org_2", "/o/org_2"],
    ["/contact?about=Invoice%20INV%2F1", "/contact?about=Invoice%20INV%2F1"],
    ["/sign-industry", "/sign-industry"],
    ["/o/org_1/team/invite?role=billing", "/o/org_1/team/invite?role=billing"],
  ])("may be %s", (next, path) => {
    expect(safeNext(next, appUrl)).toBe(path);
  });

  it.each([
    "",
    "o/org_1",
    "https://evil.example/",
    "https://portal.example/o/org_1",
    "javascript:alert(1)",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/%2e%2e//evil.example",
    "/a/..//evil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "/%0d%0aSet-Cookie:x",
    "/a%00",
    "/%252f/evil",
    "/%zz",
    "/%ff",
    "/ä",
    "/a#b",
    "/a b",
    "/sign-in",
    "/sign-in?next=/",
    "/sign-in/check",
    "/SIGN-OUT",
    "/%73ign-out",
    "/a/../sign-out",
    "/sign-out.data",
    "/invite?token=a",
    "/invite/other",
    "/INVITE",
    "/sso/con_1/start",
    "/me/confirm?next=/me/confirm",
    "/departure/undo?token=a",
    "/address/undo?token=a",
    "/welcome",
    `/${"a".repeat(2_000)}`,
  ])("is not %j", (next) => {
    expect(safeNext(next, appUrl)).toBeNull();
  });

  it("stays on our origin, whatever it is made of", () => {
    const piece = fc.constantFrom(
      ..."/\\.@:?#%\t\r\n &;=",
      "..",
      "//",
      "%2e",
      "%2f",
      "%5C",
      "%09",
      "evil.example",
      "https:",
      "sign-out",
      "sign-in",
      "@",
      "o",
    );
    const made = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
      fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join("")}`),
      fc.string({ unit: "binary" }).map((text) => `/${text}`),
      fc.webUrl({ withQueryParameters: true }),
    );
    fc.assert(
      fc.property(made, (next) => {
        const path = safeNext(next, appUrl);
        if (path === null) return;
        const there = new URL(path, `${appUrl}/sign-in/link?token=x`);
        expect(there.origin).toBe(appUrl);
        expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(there.pathname).not.toMatch(/^\/sign-(in|out)(\/|$)/i);
        expect(safeNext(path, appUrl)).toBe(path);
      }),
      { numRuns: 20_000 },
    );
  });
});
