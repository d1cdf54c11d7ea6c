import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { automaton } from "#app/requests/inbound/automatic.ts";
import { readInbound } from "#app/requests/inbound/inbound.ts";
import { textOfHtml } from "#app/requests/inbound/html-text.ts";
import { maxTextLength } from "#app/requests/inbound/text.ts";
import { attachment, inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { recordedFolder } from "#tests/recorded.ts";

const letter = { from: '"Ada, Acme" <Ada@acme.example>', to: "in@norrland.example" };
const read = (more: Partial<Parameters<typeof inboundMail>[0]> = {}, over: object = {}) =>
  readInbound({ ...inboundMail({ ...letter, text: "Hello", ...more }), ...over })!;

describe("a payload as Postmark posts it", () => {
  const documented = {
    ...inboundMail({
      from: "Otto Berg <Otto+Work@berg.example>",
      to: '"Norrland Chairs" <in+Desk7@norrland.example>, other@norrland.example',
      cc: "Ida@berg.example",
      subject: "Four chairs",
      text: "Four of them, please.",
      html: "<p>Four of them, please.</p>",
      id: "5d1f7a34-0c1f-4c55-9a63-3a7b1f0f8e21",
      messageId: "<CAF7+4chairs@mail.berg.example>",
      headers: { "Return-Path": "<bounces@berg.example>", "MIME-Version": "1.0" },
    }),
    Bcc: "Desk <desk@norrland.example>",
    BccFull: [{ Email: "desk@norrland.example", Name: "Desk", MailboxHash: "" }],
    ReplyTo: "orders@berg.example",
    StrippedTextReply: "Four of them, please.",
    Attachments: [{ Name: "plan.txt", ContentType: "text/plain", Data: btoa("Two by two"), ContentLength: 10 }],
  };

  it("is read with all that is documented", () => {
    expect(readInbound(documented)).toMatchObject({
      id: "5d1f7a34-0c1f-4c55-9a63-3a7b1f0f8e21",
      from: { email: "otto+work@berg.example", name: "Otto Berg", isOne: true },
      to: ["in+desk7@norrland.example", "other@norrland.example"],
      copies: ["ida@berg.example"],
      originalRecipient: "in+desk7@norrland.example",
      headerId: "<CAF7+4chairs@mail.berg.example>",
      subject: "Four chairs",
      text: "Four of them, please.",
      attachments: [{ name: "plan.txt", type: "text/plain", bytes: 10 }],
      raw: null,
    });
  });

  it("is the same without the fields that repeat others", () => {
    const { From: _from, FromName: _name, To: _to, Cc: _cc, Bcc: _bcc, MailboxHash: _hash, ...lean } = documented;
    expect(readInbound(lean)).toEqual(readInbound(documented));
  });

  it("is read where it has attachments alone", () => {
    const Attachments = [
      attachment({ name: "plan.txt", type: "text/plain", content: "Two by two" }),
      attachment({ name: "chair.png", type: "image/png", content: Buffer.of(137, 80, 78, 71), contentId: "<chair>" }),
      attachment({ name: "old.eml", type: 'message/rfc822; charset="us-ascii"', content: "Subject: old\r\n\r\nOld" }),
    ];
    expect(readInbound({ Attachments })).toMatchObject({
      from: null,
      text: "",
      attachments: [{ bytes: 10 }, { name: "chair.png", contentId: "chair", bytes: 4 }, { name: "old.eml" }],
    });
  });

  it("is read from the mail itself where it has no more than that", () => {
    const RawEmail = [
      "Received: by mail.berg.example; Mon, 23 Nov 2026 10:00:00 +0100",
      "X-Long: one",
      "\ttwo",
      "From: Otto Berg <otto@berg.example>",
      "To: in@norrland.example,",
      " Desk <desk@norrland.example>",
      "Cc: ida@berg.example",
      "Subject: Four chairs",
      "Message-ID: <four@mail.berg.example>",
      "",
      "Four of them, please.",
    ].join("\r\n");
    const Headers = [{ Name: "Return-Path", Value: "<bounces@berg.example>" }];
    expect(
      readInbound({ MessageID: "one", OriginalRecipient: "in@norrland.example", RawEmail, Headers }),
    ).toMatchObject({
      id: "one",
      from: { email: "otto@berg.example", name: "Otto Berg", isOne: true },
      to: ["in@norrland.example", "desk@norrland.example"],
      copies: ["ida@berg.example"],
      headerId: "<four@mail.berg.example>",
      subject: "Four chairs",
      text: expect.stringContaining("Four of them, please."),
    });
  });
});

const recorded = recordedFolder("email/postmark");
if (recorded) {
  it.each(readdirSync(recorded).filter((name) => name.endsWith(".json")))("recorded: %s", (name) => {
    const mail = readInbound(JSON.parse(readFileSync(join(recorded, name), "utf8")));
    if (name.includes("inbound")) expect(mail?.id).toBeTruthy();
  });
}

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
    expect(mail.text).toBe("a\nbc\nd\ne\t👍🏽 שלום");
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
  it.each([
    "<div>",
    "<ul><li>",
    "<table><tr><td>",
    "<a href=x>",
    "<",
    "<!--",
    "<blockquote>",
    "&amp;",
    '<p a="',
    "<div></i>",
    "<blockquote></i>a<br>",
  ])("is read without growing slower and slower: %s", (part) => {
    const spent = (length: number) => {
      const began = process.cpuUsage();
      textOfHtml(part.repeat(length / part.length));
      return process.cpuUsage(began).user / 1000;
    };
    spent(30_000);
    expect(spent(480_000) / Math.max(spent(30_000), 10)).toBeLessThan(100);
  });
});

describe("HTML too deep to be read", () => {
  it.each(["<blockquote>", "<blockquote></i>", "<div></nothing><blockquote>"])("loses only its tags: %s", (part) => {
    expect(textOfHtml(`${part.repeat(4_000)}Where is it?`).trim()).toBe("Where is it?");
  });

  it("is read no further than what is kept of a text", () => {
    const quoted = textOfHtml(`${"<blockquote>".repeat(150)}${"a<br>".repeat(20_000)}`);
    expect(quoted.length).toBeLessThan(maxTextLength + 100);
    expect(quoted.startsWith(`${">".repeat(20)} a`)).toBe(true);
  });
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
    [{ headers: { Precedence: "bulk" } }, null],
    [{ headers: { Precedence: "list" } }, null],
    [{ headers: { Precedence: "auto_reply" } }, "automatic"],
    [{ headers: { Precedence: "first-class" } }, null],
    [{ headers: { "X-Autoreply": "yes" } }, "automatic"],
    [{ headers: { "List-Id": "<chairs.example>" } }, null],
    [{ headers: { "Return-Path": "<>" } }, "automatic"],
    [{ from: "MAILER-DAEMON@acme.example" }, "automatic"],
    [{ from: "no-reply+7@acme.example" }, null],
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
