import { describe, expect, it } from "vitest";
import { fixtures } from "#emails/fixtures.ts";
import { inkOn } from "#emails/parts/ink.ts";
import { undirectedLine, undirectedLines } from "#app/text/clean.ts";
import { cut, quoted } from "#emails/parts/words.ts";
import { unescapeHtml } from "#tests/http.ts";
import { gluedIn } from "#tests/page-text.ts";
import { htmlFaults } from "#tests/valid-html.ts";

const brand = {
  company: "Norrland Chairs",
  accent: "#1f5eff",
  logo: null,
  contactUrl: "https://portal.example/contact",
  stopUrl: "https://portal.example/u/steps.org_1.per_1..mac",
};
const faultsOf = htmlFaults({
  rules: {
    "close-order": "error",
    "element-permitted-content": "error",
    "no-dup-attr": "error",
    "attr-quotes": "error",
  },
});
const linksInHtml = (html: string) =>
  [...html.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map((match) => unescapeHtml(match[1]!));
const linksInText = (text: string) => text.split("\n").filter((line) => /^https?:/.test(line));

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", (name, { kind, make }) => {
  const mail = () => make(brand);

  it("has a subject of one line, short where it tells a number", async () => {
    const { subject } = await mail();
    expect(subject).not.toMatch(/\p{C}/u);
    if (/^(invoice|payment|receipt|card|item-link|order|staff|request)/.test(kind))
      expect([...subject].length).toBeLessThan(50);
    expect([...subject].length).toBeLessThan(120);
  });

  it("has the same links in both parts, each alone on its line", async () => {
    const { html, text } = await mail();
    expect(linksInText(text)).toEqual(linksInHtml(html));
    expect(text.match(/https?:/g)?.length ?? 0).toBe(linksInText(text).length);
  });

  it("is well-formed and small, and loads nothing", async () => {
    const { html } = await mail();
    expect(await faultsOf(html)).toEqual([]);
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
    expect(html).not.toMatch(/<script|<img|<link|@import|url\(/);
    expect(html).toContain("prefers-color-scheme:dark");
  });

  it("keeps its words and numbers apart without its styles", async () => {
    expect(gluedIn((await mail()).html)).toEqual([]);
  });

  it("says why it came and how to reach a person, in both parts", async () => {
    const { html, text } = await mail();
    for (const part of [html, text]) {
      expect(part).toContain("You’re getting this because");
      if (
        !/^(request-new|billing-alert|staff-orders-late|staff-weekly|staff-approved|staff-change-asked)$/.test(kind) &&
        !/-staff/.test(name)
      )
        expect(part).toMatch(/a person at Norrland Chairs/i);
    }
    expect(text.match(/reply to this email|just reply/gi)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  it("has nothing in it but text and line ends", async () => {
    const { html, text } = await mail();
    for (const part of [html, text]) expect(part.replace(/\n/g, "").match(/[\p{Cc}\u202a-\u202e]/u)).toBeNull();
  });
});

describe("a mail with a code", () => {
  it.each([
    ["sign-in", "first in the subject", /^\d{6} is your code/],
    ["confirm-approved", "first in the subject", /^\d{6}: your code to approve this/],
    ["confirm", "not in the subject", /^\D+$/],
    ["address-code", "not in the subject", /^\D+$/],
    ["mailbox-test", "not in the subject", /^\D+$/],
  ])("%s has it whole in both parts and %s", async (name, _where, wanted) => {
    const { subject, html, text } = await fixtures.find((one) => one.name === name)!.make(brand);
    expect(text).toMatch(/^\d{6}$/m);
    expect(html).toMatch(/>\d{6}</);
    expect(subject).toMatch(wanted);
  });
});

it("shows the company's logo and its accent with ink that can be read", async () => {
  const [fixture] = fixtures;
  const { html } = await fixture!.make({ ...brand, accent: "#ffd400", logo: "https://portal.example/logo.png" });
  expect(html).toContain('src="https://portal.example/logo.png"');
  expect(html).toContain("background-color:#ffd400;color:#000000");
  expect([inkOn("#1f5eff"), inkOn("#ffffff"), inkOn("#000000")]).toEqual(["#ffffff", "#000000", "#ffffff"]);
});

describe("what people typed", () => {
  it("becomes one line", () => {
    expect(undirectedLine("Ada\r\nBcc: x@y.example\u0000\u202E!")).toBe("Ada Bcc: x@y.example !");
  });
  it("keeps its lines where it has several", () => {
    expect(undirectedLines("a\r\nb\rc\n\u0007d\u2028e")).toBe("a\nb\nc\nd\ne");
  });
  it("is cut by characters, never through one", () => {
    expect(cut("😀😀😀😀", 3)).toBe("😀😀…");
  });
  it("is quoted in a subject, and cut at 80", () => {
    expect(quoted('Ada "Chair" B')).toBe("“Ada Chair B”");
    expect([...quoted("x".repeat(200))]).toHaveLength(82);
  });
});
