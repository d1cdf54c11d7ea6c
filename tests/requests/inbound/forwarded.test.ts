import { describe, expect, it } from "vitest";
import { forwardedIn } from "#app/requests/inbound/forwarded.ts";
import { replyText } from "#app/requests/inbound/reply-text.ts";
import { forwards } from "./forwards.ts";
import { hostileTexts } from "./hostile-texts.ts";

const read = (text: string) => forwardedIn(replyText(text));
const ada = { email: "ada@acme.example", name: "Ada Lovelace" };
const mail = { from: ada, subject: "The oil", said: "Which oil is it?\n\nAda", quoted: null };

describe("a mail that was forwarded", () => {
  it.each(Object.entries(forwards))("by %s: its author, subject and words, and what stands above it", (_, text) => {
    expect(read(text)).toEqual({ ...mail, above: expect.stringMatching(/^For you\./) });
  });

  it.each(Object.entries(forwards))("by %s with nothing above it", (_, text) => {
    expect(read(text.slice("For you.\n\n".length).replace(/^Sam Berg\nNorrland Chairs\n\n/, ""))).toEqual({
      ...mail,
      above: "",
    });
  });

  it("that answers another keeps that one behind the tap", () => {
    const { said, quoted } = read(
      `${forwards["Gmail, English"]}\n\nOn Mon, 16 Nov 2026 at 9:00, Sam <sam@norrland.example> wrote:\n> Do you oil it?`,
    )!;
    expect(said).toBe("Which oil is it?\n\nAda");
    expect(quoted).toContain("> Do you oil it?");
  });

  it("that was forwarded to them is its last forwarder's", () => {
    const inner = forwards["Outlook, English, with a signature above"]!.replaceAll(
      "ada@acme.example",
      "bo@acme.example",
    );
    const found = read(`For you.\n\nFrom: Ben <ben@acme.example>\nSent: today\nTo: us@norrland.example\n\n${inner}`)!;
    expect([found.from.email, found.above]).toEqual(["ben@acme.example", "For you."]);
    expect(found.quoted).toContain("bo@acme.example");
  });

  it.each([
    ["Lovelace, Ada <ada@acme.example>", "Lovelace, Ada"],
    ["ada@acme.example", null],
    ["ada@acme.example <ada@acme.example>", null],
    ["'Ada' <ADA@acme.example>", "Ada"],
  ])("is of %s", (from, name) => {
    const text = forwards["Gmail, English"]!.replace("Ada Lovelace <ada@acme.example>", from);
    expect(read(text)!.from).toEqual({ email: "ada@acme.example", name });
  });
});

describe("no mail was forwarded", () => {
  it.each([
    ["in a plain one", "Which oil is it?\n\nSam"],
    ["in an answer", "It is.\n\nOn Mon, 16 Nov 2026 at 9:00, Ada <ada@acme.example> wrote:\n> Is it?"],
    ["where the sender has no address", "From: Ada\nSent: today\nTo: us\nSubject: The oil\n\nWhich?"],
    ["where a sentence begins like a header", "From: ada@acme.example we have nothing.\n\nTo: be seen."],
    ["where the address is none", "From: Ada <a@b@c>\nSent: today\nTo: us\nSubject: x\n\nWhich?"],
  ])("%s", (_, text) => {
    expect(read(text)).toBeNull();
  });
});

describe("hostile text", () => {
  const spent = (text: string) => {
    const began = process.cpuUsage();
    forwardedIn({ said: text, quoted: text });
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  it.each(Object.entries(hostileTexts))("costs work in proportion to its length: %s", (_, make) => {
    const [short, long] = [make(12_500), make(200_000)];
    const least = (text: string) => Math.min(spent(text), spent(text));
    // Sixteen times the length: what is quadratic would take 256 times as long.
    expect(least(long) / Math.max(least(short), 2)).toBeLessThan(80);
  });
});
