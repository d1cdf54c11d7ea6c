import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { compare } from "./compare.ts";
import { keepIn, settle } from "./keep.ts";

const url = "http://localhost:4100";
const acme = "org_0v7mg2j9bmjn5phsqzxecrpsb3";
const [chairs, lamps] = ["ord_07nm0aqeshfbyhtqytwds35ehx", "ord_7wytnym695ndaf2mzw07rdr2sp"];

describe("What a crawl keeps of a page", () => {
  it("is the same for the same page of another start", () => {
    const page = (portal: string, org: string, token: string, time: string) =>
      `<a href="/sign-in?next=%2Fo%2F${org}&amp;item=${token}"><a href="${portal}/o/${org}">at ${time}`;
    const before = page(url, acme, "oJp2VrmH1zu3W7pv5OhX_lyCws5I4zFFZzBV8YnTTKc", "10:04");
    const after = page(
      "http://localhost:4300",
      "org_432sfxmezwmwgfvwc4t8vtj3sc",
      "BRFflBqIB1fTUXbm5sSHVvDM-3wJ",
      "9:59",
    );
    expect(settle(after, "http://localhost:4300")).toBe(settle(before, url));
  });

  it("tells one order from another, and says where the same is meant", () => {
    expect(settle(`${chairs} ${lamps} ${chairs}`, url)).toBe("ord_{1} ord_{2} ord_{1}");
  });

  it("has all words, amounts and dates", () => {
    const text = "INV-1104 was due on 18 Nov 2026: €1,234.56. PO-7731 comes on 2 December";
    expect(settle(text, url)).toBe(text);
  });
});

describe("Two crawls that are compared", () => {
  let folder: string;
  let said: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "foyer-crawl-"));
    said = [];
    vi.spyOn(console, "log").mockImplementation((line = "") => void said.push(line));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  function crawled(name: string, pages: Record<string, string>): string {
    const keep = keepIn(join(folder, name), url);
    for (const [page, text] of Object.entries(pages)) keep(page, text);
    return join(folder, name);
  }

  it("are the same where nothing but ids differs", () => {
    const before = crawled("before", { "ada/o.$org": `<h1>Acme</h1><a href="/o/${acme}">` });
    const after = crawled("after", { "ada/o.$org": '<h1>Acme</h1><a href="/o/org_432sfxmezwmwgfvwc4t8vtj3sc">' });
    expect(compare(before, after)).toBe(0);
    expect(said.at(-1)).toBe("1 the same, 0 differ, 0 differences");
  });

  it("show what differs, once however many pages have it, and what only one has", () => {
    const before = crawled("before", { ada: "<h1>Bills</h1>", bo: "<h1>Bills</h1>", ben: "" });
    const after = crawled("after", { ada: "<h1>Invoices</h1>", bo: "<h1>Invoices</h1>", "sam/help": "" });
    expect(compare(before, after)).toBe(1);
    expect(said.map((line) => line.trim())).toEqual([
      "2 of",
      "ada.txt",
      "bo.txt",
      "",
      "-<h1>Bills</h1>",
      "+<h1>Invoices</h1>",
      "",
      "Only before:",
      "ben.txt",
      "Only after:",
      "sam/help.txt",
      "0 the same, 2 differ, 1 differences",
    ]);
  });
});
