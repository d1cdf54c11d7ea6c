import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { rememberedBytes, rememberedPages, type Encoding } from "#app/http/etags.ts";

const page = (n: number) => `<p>Page ${n}</p>${"<li>€1,234.56</li>".repeat(20_000)}`;

it("three times as many large pages as there is room for, in every encoding, stay within what remembered pages may take; those used last are there", () => {
  const pages = rememberedPages();
  for (let n = 0; n < 300; n++) {
    pages.remember(`v${n}`, page(n));
    if (n % 20 === 0) for (const encoding of [null, "gzip", "br"] as Encoding[]) pages.find(`v${n}`, encoding);
    expect(pages.bytes()).toBeLessThanOrEqual(rememberedBytes);
    if (n % 5 === 0) expect(pages.find("v0", null)?.byteLength).toBeGreaterThan(300_000);
  }
  expect(pages.bytes()).toBeGreaterThan(rememberedBytes * 0.9);
  expect(pages.find("v1", null)).toBeNull();
  expect(String(gunzipSync(pages.find("v299", "gzip")!))).toBe(page(299));
});

it("a page that is larger than all that may be remembered is not", () => {
  const pages = rememberedPages();
  pages.remember("small", "<p>small</p>");
  pages.remember("huge", "a".repeat(rememberedBytes + 1));
  expect([pages.find("huge", null), pages.find("small", null), pages.bytes()]).toEqual([null, null, 0]);
});
