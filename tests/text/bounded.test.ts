import { expect, it } from "vitest";
import { bounded } from "#app/text/bounded.ts";

it("20,000 of what is remembered stay within its bytes; what was not used for the longest goes first", () => {
  const kept = bounded<string>(1_000, (value) => value.length);
  kept.keep("used", "a".repeat(100));
  for (let n = 0; n < 20_000; n++) {
    kept.keep(`${n}`, "b".repeat(100));
    expect(kept.get("used")).toBeDefined();
    expect(kept.bytes()).toBeLessThanOrEqual(1_000);
  }
  expect([kept.get("19992"), kept.get("19990")]).toEqual(["b".repeat(100), undefined]);
});

it("what takes the place of another under its key counts once", () => {
  const kept = bounded<string>(1_000, (value) => value.length);
  for (let n = 0; n < 5; n++) kept.keep("one", "a".repeat(n));
  expect([kept.get("one"), kept.bytes()]).toEqual(["aaaa", 4]);
});
