import { expect, it } from "vitest";
import { replaceAddress } from "#db/whole-address.ts";

const anna = "anna@acme.example";
const without = (text: string | null) => replaceAddress(text, anna, "per_1");

it("finds an address wherever it stands whole", () => {
  for (const [text, gone] of [
    [anna, "per_1"],
    [`confirm:chl_1:${anna}:sum`, "confirm:chl_1:per_1:sum"],
    [`{"from":"${anna}","to":"${anna}"}`, '{"from":"per_1","to":"per_1"}'],
    [`Anna <${anna}>, ${anna}. “${anna}”, ${anna}`, "Anna <per_1>, per_1. “per_1”, per_1"],
    [JSON.stringify([`\n${anna}\n`]), '["\\nper_1\\n"]'],
  ])
    expect(without(text!)).toBe(gone);
});

it("leaves addresses alone that it is a part of", () => {
  for (const other of [
    "hanna@acme.example",
    "jo.anna@acme.example",
    "jo-anna@acme.example",
    "o'anna@acme.example",
    "éanna@acme.example",
    "anna@acme.example.com",
    "anna@acme.examples",
    "anna@acme.example-gmbh.de",
    "anna@acmeXexample",
  ])
    expect(without(`a: ${other}, b`)).toBe(`a: ${other}, b`);
});

it("takes an address and what takes its place as they are, and nothing for nothing", () => {
  expect(replaceAddress("a+b*c@x.example", "a+b*c@x.example", "$&")).toBe("$&");
  expect(replaceAddress("b-c@x.example", "b-c@x.example", "me")).toBe("me");
  expect(without(null)).toBeNull();
});
