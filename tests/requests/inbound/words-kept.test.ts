import { describe, expect, it } from "vitest";
import { replyText } from "#app/requests/inbound/reply-text.ts";

describe("words that look like a program's are the person's:", () => {
  it.each([
    [
      "where to fetch from",
      "Please fetch:\n\nFrom: Storgatan 1\nTo: Kungsgatan 9\nDate: Monday\nAsk bo@acme.example\n\nBo",
    ],
    [
      "a journey in German",
      "Bitte buchen:\n\nVon: Umeå\nAn: Luleå\nDatum: 3.12.2026\nBetreff: Messe\n\nAn ada@acme.example.",
    ],
    [
      "a change below a dash",
      "Please change it:\n\n--\nOld: 4 chairs, oak\nNew: 6 chairs, ash\nBring them on Friday\n\nAda",
    ],
    ["a question below a dash", "The invoice came.\n--\nCan you bring the chairs to Storgatan 1?"],
    ["a second point below a dash", "1. It came.\n--\n2. Where is the table"],
    ["a list marked like a quote", "It measures:\n> 2 m across\n> 90 cm down"],
    ["where it was written", "Hello\n\nSent from my desk, where signing is easier"],
    ["what a telephone made of it", "Hello\n\nSent from my phone the picture is not so sharp"],
    [
      "a mail that they lead in",
      "See what the carrier says:\n\nFrom: c@post.example\nSent: Monday\nSubject: Parcel\n\nIt is lost.",
    ],
  ])("%s", (_, text) => {
    expect(replyText(text)).toEqual({ said: text, quoted: null });
  });

  it("what stands below a mail that they put in", () => {
    const pasted = "-----Original Message-----\nFrom: c@post.example\nSent: Monday\nSubject: Parcel\n\nIt is lost.";
    expect(replyText(`We got this.\n\n${pasted}\n\n-----\n\nWill you send it again?`).said).toContain("send it again?");
    expect(replyText(`We got this.\n\n${pasted}\n\n-----\n\nPost Ltd\nUmeå`).said).toBe("We got this.");
  });
});

describe("goes, and is kept behind a tap:", () => {
  it.each([
    ["a quote led in by an address, without a day", "Norrland <h@n.example> schrieb:\n> Old"],
    [
      "one in Spanish, by its day",
      "El jueves, 26 de noviembre de 2026, 10:00, Norrland <h@n.example> escribió:\n\n> Old",
    ],
    ["one in Russian", "Четверг, 26 ноября 2026, 10:00 +03:00 от Norrland <h@n.example>:\n\n> Old"],
    ["one in Russian, with a verb", "26 ноября 2026 г., в 10:00, Norrland <h@n.example> написал(а):\n\n> Old"],
    ["one in German, without an address", "Norrland schrieb am 26.11.2026 10:00:\n> Old"],
    ["a mail below T-Online's line", "-----Original-Nachricht-----\nBetreff: AW: Stuhl\nVon: Norrland\n\nOld"],
    [
      "a mail whose sender's address is on the next line",
      "From: Norrland\n<h@n.example>\nSent: Monday\nTo: Ada\n\nOld",
    ],
    ["a signature below a bare dash", "--\nAda Lovelace\nHead of Purchasing\nAcme GmbH, Umeå\nTel. +46 90 12 34 56"],
    ["a telephone's excuse", "Sent from my phone, please excuse any typos"],
  ])("%s", (_, added) => {
    expect(replyText(`Thank you.\n\n${added}`)).toEqual({ said: "Thank you.", quoted: added });
  });
});
