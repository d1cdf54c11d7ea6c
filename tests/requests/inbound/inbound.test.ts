import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { automaton } from "#app/requests/inbound/automatic.ts";
import { readInbound } from "#app/requests/inbound/inbound.ts";
import { textOfHtml } from "#app/requests/inbound/text.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";

const folder = resolve(import.meta.dirname, "../../../../shared/fixtures/email/postmark");
const isThere = existsSync(folder);
if (!isThere) console.log("Postmark's recorded payloads are not here: their tests are skipped.");

const letter = { from: '"Ada, Acme" <Ada@acme.example>', to: "in@norrland.example" };
const read = (more: Partial<Parameters<typeof inboundMail>[0]> = {}, over: object = {}) =>
  readInbound({ ...inboundMail({ ...letter, text: "Hello", ...more }), ...over })!;

describe.runIf(isThere)("recorded payloads", () => {
  const recorded = (name: string) => readInbound(JSON.parse(readFileSync(resolve(folder, name), "utf8")));

  it("are mails, or events that are none", () => {
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".json"))) {
      if (name.includes("inbound")) expect(recorded(name)?.id).toBeTruthy();
      else expect(() => recorded(name)).not.toThrow();
    }
  });

  it("with what Postmark documents", () => {
    expect(recorded("postmark-inbound-test-payload.json")).toMatchObject({
      id: "00000000-0000-0000-0000-000000000000",
      from: { email: "support@postmarkapp.com", name: "Postmarkapp Support", isOne: true },
      to: ["mailbox+samplehash@inbound.postmarkapp.com"],
      copies: ["firstcc@postmarkapp.com", "secondcc@postmarkapp.com"],
      originalRecipient: "mailbox+samplehash@inbound.postmarkapp.com",
      subject: "Test subject",
      text: "This is a test text body.",
      attachments: [{ name: "test.txt", type: "text/plain", bytes: 45 }],
    });
  });

  it("with attachments alone, and with no more than the mail as it was sent", () => {
    expect(recorded("inbound-test_attachments.json")).toMatchObject({
      from: null,
      attachments: [{ bytes: 15 }, { name: "image.png", contentId: "abc123", bytes: 4 }, { name: "bounce.txt" }],
    });
    expect(recorded("inbound-test_inbound_with_raw_email.json")).toMatchObject({
      from: { email: "from+test@example.org", name: "Displayed From", isOne: true },
      to: ["test@inbound.example.com", "other@example.com"],
      copies: ["cc@example.com"],
      headerId: "<CAEPk3R+4Zr@mail.example.org>",
      subject: "Test subject",
      text: expect.stringContaining("Test body plain"),
    });
  });
});

describe("a mail", () => {
  it("is read whole", () => {
    const mail = read({
      cc: "Bo <bo@acme.example>, ben@acme.example",
      inReplyTo: "<a@x>",
      references: "<b@x> <a@x>\r\n <c@x>",
      messageId: "<id@acme.example>",
      files: [{ name: "a.png", type: "image/png", content: Buffer.alloc(1000), contentId: "<one@x>" }],
    });
    expect(mail).toMatchObject({
      from: { email: "ada@acme.example", name: "Ada, Acme", isOne: true },
      copies: ["bo@acme.example", "ben@acme.example"],
      headerId: "<id@acme.example>",
      inReplyTo: ["<a@x>"],
      references: ["<b@x>", "<a@x>", "<c@x>"],
      attachments: [{ name: "a.png", bytes: 1000, contentId: "one@x" }],
      raw: null,
    });
  });

  it("keeps what people write and no control characters", () => {
    const mail = read({
      text: "a\r\nb\u0000\u0007c\rd\u2028e\t👍🏽 \u202Eשלום",
      subject: "One\r\nBcc: x@y.example\u0000",
    });
    expect(mail.text).toBe("a\nbc\nd\ne\t👍🏽 \u202Eשלום");
    expect(mail.subject).toBe("One Bcc: x@y.example");
    expect(read({ text: "half \ud83d" }).text).toBe("half \uFFFD");
  });

  it("takes its HTML's text where it has no other, with quotes marked", () => {
    const html = "<style>p{}</style><p>Thank you &amp; <b>bye</b></p><blockquote><p>old</p></blockquote>";
    expect(read({ text: " \n", html }).text).toBe("Thank you & bye\n\n> old");
    expect(read({ html }).text).toBe("Hello");
  });

  it("is cut where it is longer than anybody reads, and says so", () => {
    expect(read({ text: "a".repeat(250_000) })).toMatchObject({ isCut: true, text: "a".repeat(200_000) });
    expect(read({ text: "a".repeat(200_000) }).isCut).toBe(false);
    expect(read({ text: "", html: `<p>a</p>${"<b>x</b>".repeat(100_000)}` }).isCut).toBe(true);
  });

  it.each([
    ["several senders", { From: "ada@acme.example, eve@evil.example" }],
    ["another sender in the mail itself", { RawEmail: "From: eve@evil.example\r\n\r\nHello" }],
    ["two senders in the mail itself", { RawEmail: "From: ada@acme.example\r\nFrom: ada@acme.example\r\n\r\nHello" }],
    ["another sender among the headers", { Headers: [{ Name: "from", Value: "eve@evil.example" }] }],
  ])("of %s is not from one", (_, over) => {
    expect(read({}, over).from).toMatchObject({ isOne: false });
  });

  it("gets the same id at every try where Postmark gave none", () => {
    const given = { ...inboundMail({ ...letter, text: "Hello" }), MessageID: undefined };
    expect(readInbound(given)!.id).toBe(readInbound(structuredClone(given))!.id);
    expect(readInbound(given)!.id).not.toBe(readInbound({ ...given, TextBody: "Bye" })!.id);
  });

  it.each([[null], [1], ["text"], [[]], [{}], [{ RecordType: "Bounce" }]])("is not %j", (body) => {
    expect(readInbound(body)).toBeNull();
  });

  it("is read whatever its fields are", () => {
    const fields = Object.keys(inboundMail({ ...letter, raw: "From: a@b.example\n\nx" }));
    const odd = fc.oneof(
      fc.anything(),
      fc.constant(null),
      fc.array(fc.record({ Name: fc.anything(), Value: fc.string() })),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), odd), (over) => {
        const mail = read({}, over);
        expect(typeof mail.text).toBe("string");
        expect(automaton(mail, { addresses: [] })).toBeOneOf([null, "own", "automatic"]);
      }),
    );
  });
});

describe("hostile HTML", () => {
  it.each(["<div>", "<ul><li>", "<table><tr><td>", "<a href=x>", "<", "<!--", "<blockquote>", "&amp;", '<p a="'])(
    "is read without growing slower and slower: %s",
    (part) => {
      const spent = (length: number) => {
        const began = process.cpuUsage();
        textOfHtml(part.repeat(length / part.length));
        return process.cpuUsage(began).user / 1000;
      };
      spent(30_000);
      expect(spent(480_000) / Math.max(spent(30_000), 10)).toBeLessThan(100);
    },
  );
});

describe("whether a person wrote it", () => {
  const own = { addresses: ["help@norrland.example", "in@norrland.example"] };
  const automatonOf = (more: Parameters<typeof read>[0]) => automaton(read(more), own);

  it.each([
    [{}, null],
    [{ headers: { "Auto-Submitted": "no" } }, null],
    [{ headers: { "Auto-Submitted": "no; comment" } }, null],
    [{ headers: { "Auto-Submitted": "auto-replied" } }, "automatic"],
    [{ headers: { "auto-submitted": "auto-generated (failure)" } }, "automatic"],
    [{ headers: { Precedence: "bulk" } }, "automatic"],
    [{ headers: { Precedence: "first-class" } }, null],
    [{ headers: { "X-Autoreply": "yes" } }, "automatic"],
    [{ headers: { "List-Id": "<chairs.example>" } }, "automatic"],
    [{ headers: { "Return-Path": "<>" } }, "automatic"],
    [{ from: "MAILER-DAEMON@acme.example" }, "automatic"],
    [{ from: "no-reply+7@acme.example" }, "automatic"],
    [{ from: "noreplyson@acme.example" }, null],
    [{ from: "in+7.0123456789abcdef@norrland.example" }, "own"],
    [{ from: "help@norrland.example" }, "own"],
    [{ messageId: "<mail_0123456789abcdefghjkmnpqrs@norrland.example>" }, "own"],
    [{ messageId: "<thread@portal.example>" }, null],
  ])("%j: %s", (more, expected) => {
    expect(automatonOf(more)).toBe(expected);
  });

  it("not where it is from nobody", () => {
    expect(automaton(read({}, { From: "", FromFull: { Email: "" } }), own)).toBe("automatic");
  });
});
