import { describe, expect, it } from "vitest";
import * as clean from "#app/text/clean.ts";

const hostile = " a\u0000\t b\r\nc\rd\u2028e\u202Ef\u200Dg\uD800 ";

describe("what somebody wrote is cleaned by", () => {
  it.each([
    ["cleanLines", " a\t b\nc\nd\u2028ef\u200Dg\uD800 "],
    ["unbrokenLine", "a  b c d e\u202Ef\u200Dg\uD800"],
    ["cleanLine", "a b c d e f\u200Dg\uD800"],
    ["cleanForeignLines", " a\t b\nc\nd\nef\u200Dg\uFFFD "],
    ["undirectedLine", "a b c d e f\u200Dg\uD800"],
    ["undirectedLines", "a   b\nc\nd\nef\u200Dg\uD800"],
    ["visibleLine", "a b c d ef\u200Dg\uD800"],
    ["printableLine", " a b c d efg "],
  ] as const)("%s", (strength, cleaned) => expect(clean[strength](hostile)).toBe(cleaned));

  it.each(["cleanLines", "cleanLine", "cleanForeignLines"] as const)(
    "%s, which keeps what Arabic needs",
    (strength) => {
      const text = "\u2067\u202bفاتورة\u202c\u200f 12\u200e\u2069";
      expect(clean[strength](text)).toBe(text);
    },
  );
});
