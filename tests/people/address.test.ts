import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalAddress } from "#app/people/address.ts";

describe("a canonical address", () => {
  it.each([
    ["ada@acme.example", "ada@acme.example"],
    ["  Ada@ACME.Example \n", "ada@acme.example"],
    ["ada＠acme.example", "ada@acme.example"],
    ["ａｄａ@acme.example", "ada@acme.example"],
    ["o'brien+portal@sub.acme.example", "o'brien+portal@sub.acme.example"],
    ["jörg@müller.example", "jörg@müller.example"],
    ["dev@localhost", "dev@localhost"],
  ])("%j is %s", (text, address) => {
    expect(canonicalAddress(text)).toBe(address);
  });

  it.each([
    "",
    "ada",
    "ada@",
    "@acme.example",
    "ada@acme",
    "ada@acme..example",
    "ada@-acme.example",
    "a..b@acme.example",
    ".ada@acme.example",
    "ada.@acme.example",
    "a@x.example,b@y.example",
    "a@x.example;b@y.example",
    "a@x.example b@y.example",
    "a@x@y.example",
    '"ada"@acme.example',
    "Ada <ada@acme.example>",
    "ada@acme.example\r\nBcc: eve@evil.example",
    "ada\0@acme.example",
    "ada\u200b@acme.example",
    "ada\u202e@acme.example",
    "ada@[127.0.0.1]",
    `${"a".repeat(250)}@acme.example`,
  ])("%j is none", (text) => {
    expect(canonicalAddress(text)).toBeNull();
  });

  it("is its own canonical form, whatever was typed", () => {
    const typed = fc.tuple(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
      fc.constantFrom(".example", ".İ", ".ﬁ"),
    );
    fc.assert(
      fc.property(typed, ([local, host, end]) => {
        const address = canonicalAddress(`${local}@${host}${end}`);
        if (address !== null) expect(canonicalAddress(address)).toBe(address);
      }),
      { numRuns: 2_000 },
    );
  });
});
