import { expect, it } from "vitest";
import css from "#app/http/foyer.css?inline";

const valuesOf = (properties: string) =>
  [...css.matchAll(new RegExp(`[\\s;{](?:${properties}):\\s*([^;}]+)`, "g"))].map(([, value]) => value!.trim());

it("has six sizes of type and no other; paper has its own", () => {
  const sizes = valuesOf("font-size").filter((size) => !/^(11pt|0?\.9em)$/.test(size));
  expect(new Set(sizes)).toEqual(new Set([1, 2, 3, 4, 5, 6].map((n) => `var(--t${n})`)));
});

it("has spaces of one scale: 2, 4, 8, 12, 16, 24, 32 and 48 px", () => {
  const spaces = valuesOf("(?:row-|column-)?gap|(?:padding|margin)(?:-[a-z-]+)?").filter(
    (value) => !value.includes("("),
  );
  const lengths = new Set(
    spaces.flatMap((value) => value.match(/-?[\d.]+rem/g) ?? []).map((one) => Math.abs(parseFloat(one))),
  );
  expect([...lengths].filter((rem) => ![0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3].includes(rem))).toEqual([]);
  expect(lengths.size).toBeGreaterThan(5);
});
