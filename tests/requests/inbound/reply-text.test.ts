import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { replyText } from "#app/requests/inbound/reply-text.ts";
import { textOfHtml } from "#app/requests/inbound/html-text.ts";
import { recordedFolder } from "#tests/recorded.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { attributions, deviceLines, headerBlocks, wholeMails } from "./replies.ts";

const wordsOf = (text: string) => text.split("\n").filter((line) => line.trim());

const quote = "> Your order is on its way.\n> It comes on Monday.";
const unmarked = "Your order is on its way.\nIt comes on Monday.";

describe("what a mail program adds", () => {
  it.each([
    ["Gmail", `On Mon, Nov 23, 2026 at 10:00 AM Norrland Chairs <help@norrland.example> wrote:\n\n${quote}`],
    ["Gmail, broken", `On Mon, Nov 23, 2026 at 10:00 AM Norrland Chairs <\nhelp@norrland.example> wrote:\n\n${quote}`],
    ["Gmail, German", `Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Norrland <help@norrland.example>:\n\n${quote}`],
    ["Gmail, French", `Le lun. 23 nov. 2026 à 10:00, Norrland <help@norrland.example> a écrit\u00a0:\n\n${quote}`],
    ["Gmail, Japanese", `2026年11月23日(月) 10:00 Norrland <help@norrland.example>:\n\n${quote}`],
    ["Gmail, Italian", `Il giorno lun 23 nov 2026 alle ore 10:00 Norrland <h@n.example> ha scritto:\n\n${quote}`],
    ["Gmail, Swedish", `Den mån 23 nov. 2026 kl 10:00 skrev Norrland <help@norrland.example>:\n\n${quote}`],
    ["Gmail, Polish", `pon., 23 lis 2026 o 10:00 Norrland <help@norrland.example> napisał(a):\n\n${quote}`],
    ["Apple Mail", `> On 23 Nov 2026, at 10:00, Norrland <help@norrland.example> wrote:\n>\n${quote}`],
    ["Apple Mail, German", `> Am 23.11.2026 um 10:00 schrieb Norrland <help@norrland.example>:\n>\n${quote}`],
    ["Yahoo", `On Monday, November 23, 2026, 10:00:00 AM GMT+1, Norrland <h@n.example> wrote:\n\n${unmarked}`],
    ["Thunderbird", `On 23/11/2026 10:00, Norrland Chairs wrote:\n${quote}`],
    ["Thunderbird, German", `Am 23.11.26 um 10:00 schrieb Norrland Chairs:\n${quote}`],
    [
      "Outlook",
      `From: Norrland <h@n.example>\nSent: Monday, November 23, 2026 10:00\nTo: Ada\nSubject: RE: Chairs\n\n${unmarked}`,
    ],
    [
      "Outlook, ruled",
      `________________________________\nFrom: Norrland\nSent: Monday\nTo: Ada\nSubject: Chairs\n\n${unmarked}`,
    ],
    [
      "Outlook, German",
      `Von: Norrland <h@n.example>\nGesendet: Montag, 23. November 2026 10:00\nAn: Ada\nBetreff: AW: Stühle\n\n${unmarked}`,
    ],
    [
      "Outlook, French",
      `De\u00a0: Norrland <h@n.example>\nEnvoyé\u00a0: lundi 23 novembre 2026 10:00\nÀ\u00a0: Ada\nObjet\u00a0: RE: Chaises\n\n${unmarked}`,
    ],
    ["old Outlook, German", `-----Ursprüngliche Nachricht-----\nVon: Norrland\nGesendet: Montag\n\n${unmarked}`],
    [
      "web.de",
      `Gesendet: Montag, 23. November 2026 um 10:00 Uhr\nVon: "Norrland" <h@n.example>\nAn: ada\nBetreff: Re: Stühle\n${unmarked}`,
    ],
    [
      "Apple, forwarded",
      `Begin forwarded message:\n\nFrom: Norrland <h@n.example>\nSubject: Chairs\nDate: 23 November 2026\nTo: Ada\n\n${unmarked}`,
    ],
    ["an iPhone", `Sent from my iPhone\n\n> On 23 Nov 2026, at 10:00, Norrland <h@n.example> wrote:\n>\n${quote}`],
    [
      "an iPhone, German",
      `Von meinem iPhone gesendet\n\n> Am 23.11.2026 um 10:00 schrieb Norrland <h@n.example>:\n>\n${quote}`,
    ],
    ["Outlook for iOS, German", "Outlook für iOS beziehen<https://aka.ms/o0ukef>"],
    ["a signature", "-- \nAda Lovelace\nHead of Purchasing\nAcme GmbH"],
    [
      "a signature above the quote",
      `-- \nAda Lovelace\nAcme GmbH\n\nOn 23/11/2026 10:00, Norrland Chairs wrote:\n${quote}`,
    ],
    ["a line to write above", `##- Please write your answer above this line -##\n\n${unmarked}`],
  ])("%s", (_, added) => {
    const written = "Thank you!\n\nTwo more of them, please.\nAda";
    expect(replyText(`${written}\n\n${added}\n`)).toEqual({ said: written, quoted: added });
    expect(replyText(`${written}\n\n${added}\n`.replaceAll("\n", "\r\n"))).toEqual({ said: written, quoted: added });
  });
});

describe("in a mail", () => {
  const written = "Thank you!\n\nTwo more of them, please.\nAda";
  const broken = (line: string) => line.replace(/^(.{30,76}) /, "$1\n");

  it.each(Object.entries(attributions))("a quote led in by %s goes, above it or below", (_, line) => {
    for (const one of [line, broken(line)]) {
      expect(replyText(`${written}\n\n${one}\n\n${quote}\n`).said).toBe(written);
      expect(replyText(`${one}\n\n${quote}\n\n${written}\n`).said).toBe(written);
    }
  });

  it.each(Object.entries(headerBlocks))("what %s leaves unmarked goes", (_, block) => {
    expect(replyText(`${written}\n\n${block}\n\n${unmarked}\n`)).toEqual({
      said: written,
      quoted: `${block}\n\n${unmarked}`,
    });
  });

  it.each(deviceLines)("%s goes, alone and above a quote", (line) => {
    expect(replyText(`${written}\n\n${line}\n`).said).toBe(written);
    expect(replyText(`${written}\n\n${line}\n\n${Object.values(attributions)[0]}\n\n${quote}\n`).said).toBe(written);
  });

  it.each(Object.entries(wholeMails))("of %s is what its writer said", (_, { text, html, said }) => {
    const paragraphs = replyText(text ?? textOfHtml(html!)).said.split(/\n\s*\n/);
    expect(paragraphs).toEqual(said.split("\n\n"));
  });
});

describe("what the person wrote", () => {
  const attribution = "On Mon, 23 Nov 2026 at 10:00, Norrland <h@n.example> wrote:";
  it.each([
    ["an answer below the quote", `${attribution}\n${quote}\n\nThank you.`, "Thank you."],
    [
      "answers in between, with what they answer",
      `${attribution}\n> When?\nOn Monday.\n> How many?\nTwo.`,
      "> When?\nOn Monday.\n> How many?\nTwo.",
    ],
    [
      "a greeting, and answers in between",
      `Hello,\n\n${attribution}\n> When?\n\nOn Monday.`,
      "Hello,\n\n> When?\n\nOn Monday.",
    ],
    ["a quote that no program led in", "> When?\n\nOn Monday.", "> When?\n\nOn Monday."],
    ["a rule between two parts", "One chair.\n\n-----\n\nTwo tables.", "One chair.\n\n-----\n\nTwo tables."],
    [
      "a list of places",
      "Please bring it\nFrom: Umeå\nTo: Luleå\nDate: Monday",
      "Please bring it\nFrom: Umeå\nTo: Luleå\nDate: Monday",
    ],
    ["an end with a colon", "I answer your message:", "I answer your message:"],
    ["a date with a colon", "On 23 Nov 2026 I ask for:\n\ntwo chairs", "On 23 Nov 2026 I ask for:\n\ntwo chairs"],
    [
      "where it was sent from",
      "The chair was sent from our shop in Umeå.",
      "The chair was sent from our shop in Umeå.",
    ],
    [
      "a long text below a thin line",
      `Hello\n--\n${"One more thing. ".repeat(12)}`,
      `Hello\n--\n${"One more thing. ".repeat(12).trim()}`,
    ],
    ["emoji and a right-to-left word", "👍🏽 שלום", "👍🏽 שלום"],
  ])("keeps %s", (_, mail, said) => {
    expect(replyText(mail).said).toBe(said);
  });

  it.each([
    ["nothing", "", ""],
    ["blank lines", "\n \r\n\t\n", ""],
    ["a quote", "> When?", "> When?"],
    ["a quote as a program leads it in", `${attribution}\n\n${quote}\n`, `${attribution}\n\n${quote}`],
    [
      "a forwarded mail",
      "From: A <a@a.example>\nTo: B\nSubject: C\n\nHello",
      "From: A <a@a.example>\nTo: B\nSubject: C\n\nHello",
    ],
    ["a telephone", "Sent from my iPhone", "Sent from my iPhone"],
  ])("is all there is in a mail of only %s", (_, mail, said) => {
    expect(replyText(mail)).toEqual({ said, quoted: null });
  });

  it("is never lost: every line is said or quoted, in its order", () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...`${attribution}\n${quote}\n\n-- \nSent from my iPhone\nFrom: A <a@a.example>\nTo: B\nSubject: C`.split("\n"),
      ),
      fc.constantFrom("wrote:", "> wrote:", ">:", "On", "____", "|", "-----Original Message-----", "text"),
      fc.string({ unit: "grapheme", maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("\n", "\r\n", "\r"), (lines, end) => {
        const { said, quoted } = replyText(lines.join(end));
        const all = wordsOf(lines.join("\n").replace(/\r\n?/g, "\n")).map((one) => one.trim());
        const found = [said, quoted ?? ""].map((part) => wordsOf(part).map((one) => one.trim()));
        expect(found.flat().sort()).toEqual([...all].sort());
        for (const part of found) expect(isWithin(part, all)).toBe(true);
        if (all.length) expect(said.trim()).not.toBe("");
      }),
    );
  });
});

const isWithin = (part: string[], all: string[]) => {
  let at = 0;
  for (const one of all) if (one === part[at]) at++;
  return at === part.length;
};

const corpus = recordedFolder("email/replies");
if (corpus) {
  const read = (folder: string, name: string) => readFileSync(join(corpus, folder, name), "utf8").replace(/\r/g, "");
  const recorded = readdirSync(join(corpus, "emails")).map((name) => ({
    name,
    ...replyText(read("emails", name)),
    expected: read("trimmed", name)
      .replace(/^(?:[ \t]*\n)+/, "")
      .trimEnd(),
  }));

  it("parts recorded replies as people would in at least 45 of 64", () => {
    const missed = recorded.filter(({ said, expected }) => said !== expected).map(({ name }) => name);
    expect(recorded.length).toBeGreaterThan(0);
    expect(missed.slice(Math.floor((recorded.length * 19) / 64))).toEqual([]);
  });

  it("loses what their writers said in at most one of 32", () => {
    const losing = recorded.filter(({ said, expected }) => {
      const kept = new Set(wordsOf(said).map((line) => line.trim()));
      return wordsOf(expected).some((line) => !kept.has(line.trim()));
    });
    expect(losing.slice(Math.floor(recorded.length / 32)).map(({ name }) => name)).toEqual([]);
  });
}

describe("hostile text", () => {
  const spent = (text: string) => {
    const began = process.cpuUsage();
    replyText(text);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  it.each(Object.entries(hostileTexts))("costs work in proportion to its length: %s", (_, make) => {
    const [short, long] = [make(25_000), make(400_000)];
    const least = (text: string) => Math.min(spent(text), spent(text));
    // Sixteen times the length: what is quadratic would take 256 times as long.
    expect(least(long) / Math.max(least(short), 2)).toBeLessThan(80);
  });
});
