import { isIPv6 } from "node:net";
import { describe, expect, it } from "vitest";
import { anonymously, really } from "#app/insights/plausible-visitor.ts";

const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1";
const desk = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const visitor = { ip: "203.0.113.7", userAgent: phone, day: "2026-11-23" };

/** Keys that anybody could tell: 1, 2, 3 … */
function numberedKeys() {
  let n = 0;
  return () => Buffer.alloc(32, ++n);
}

describe("a visitor as Plausible is told of them", () => {
  it("has an address that nobody has, and one of two browsers", () => {
    const tell = anonymously();
    const told = tell(visitor);
    expect(isIPv6(told.address)).toBe(true);
    expect(told.address).toMatch(/^2001:db8:/);
    expect(JSON.stringify(told)).not.toMatch(/203\.0|iPhone|18_1/);
    expect(told.userAgent).toMatch(/ Mobile /);
    expect(tell({ ...visitor, userAgent: desk }).userAgent).not.toMatch(/Mobile|Linux|Firefox/);
    expect(tell({ ...visitor, userAgent: "" }).userAgent).toMatch(/^Mozilla/);
  });

  it("is the same for a day, by network and browser, and another the next", () => {
    const tell = anonymously(numberedKeys());
    const first = tell(visitor).address;
    expect(tell(visitor).address).toBe(first);
    const others = [
      { ...visitor, ip: "203.0.113.8" },
      { ...visitor, userAgent: desk },
      { ...visitor, day: "2026-11-24" },
    ].map((one) => tell(one).address);
    expect(new Set([first, ...others]).size).toBe(4);
    expect(tell(visitor).address).not.toBe(first);
    const home = { ...visitor, ip: "2001:db8:1:2::3" };
    expect(tell({ ...home, ip: "2001:db8:1:2::4" }).address).toBe(tell(home).address);
  });

  it("is who they are only where the company chose that", () => {
    expect(really(visitor)).toEqual({ address: "203.0.113.7", userAgent: phone });
    expect(really({ ...visitor, userAgent: "x".repeat(9000) }).userAgent).toHaveLength(512);
  });
});
