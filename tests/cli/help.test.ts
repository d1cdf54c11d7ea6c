import { stripVTControlCharacters } from "node:util";
import { expect, it } from "vitest";
import { monday } from "#tests/monday.ts";
import { foyer } from "./command.ts";

const help = async (words: string) => {
  const { code, out } = await foyer(words.split(" "), { env: {}, now: () => monday });
  expect(code).toBe(0);
  return stripVTControlCharacters(out);
};

it("each command says how it is used, a group which commands it has, and what is none which there are", async () => {
  expect(await help("--help")).toMatch(/stripe[\s\S]*staff[\s\S]*keys[\s\S]*backup/);
  expect(await help("stripe --help")).toMatch(/setup[\s\S]*backfill[\s\S]*forget-test-data/);
  expect(await help("stripe backfill --help")).toMatch(/Read everything from Stripe[\s\S]*--restart/);
  expect(await help("stripe status --help")).toContain("USAGE foyer stripe status");
  expect(await help("backup --help")).toContain("USAGE foyer backup");
  expect(await help("nonsense -h")).toContain("backup");
});
