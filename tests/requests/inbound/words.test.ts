import { describe, expect, it } from "vitest";
import { readInbound } from "#app/requests/inbound/inbound.ts";
import { textOfHtml } from "#app/requests/inbound/html-text.ts";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";

const letter = { from: "ada@acme.example", to: "in@norrland.example" };
const textOf = (over: object) =>
  readInbound({ ...inboundMail({ ...letter, text: "" }), TextBody: "", HtmlBody: "", ...over })!.text.trim();
const base64 = Buffer.from("%PDF-1.4 no words ".repeat(80)).toString("base64").replace(/.{76}/g, "$&\r\n");
const sent = (head: string, body: string) =>
  textOf({ RawEmail: `From: ada@acme.example\r\nMIME-Version: 1.0\r\n${head}\r\n\r\n${body}\r\n` });

describe("a mail that Postmark did not part", () => {
  it.each([
    "application/pdf; name=a.pdf",
    "application/pkcs7-mime; smime-type=signed-data",
    "image/jpeg",
    "text/calendar; method=REPLY",
    "application/ms-tnef",
  ])("says nothing where it is %s", (type) =>
    expect(sent(`Content-Type: ${type}\r\nContent-Transfer-Encoding: base64`, base64)).toBe(""),
  );

  it("says what its text part does, however that is written", () => {
    const german = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable";
    expect(sent(german, "Gr=FC=DFe, und mor=\r\ngen mehr")).toBe("Grüße, und morgen mehr");
    const russian = "Content-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: base64";
    expect(sent(russian, Buffer.from("f0d2c9d7c5d4", "hex").toString("base64"))).toBe("Привет");
    expect(sent('Content-Type: text/html; charset="utf-8"', "<p>Two <b>chairs</b></p>")).toBe("Two chairs");
    expect(sent("X-Mailer: none", "As people wrote once")).toBe("As people wrote once");
    expect(
      sent("Content-Type: text/plain; charset=nonesuch\r\nContent-Transfer-Encoding: quoted-printable", "=C3=A4"),
    ).toBe("ä");
  });

  it("says what stands in the text part among others, and no boundary", () => {
    const inner =
      "--in\r\nContent-Type: text/plain\r\n\r\nTwo chairs.\r\n--in\r\nContent-Type: text/html\r\n\r\n<p>Two</p>\r\n--in--";
    const file = `Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}`;
    const note = "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nA file's text";
    const body = (first: string) =>
      `Preamble\r\n--out\r\n${first}\r\n--out\r\n${file}\r\n--out\r\n${note}\r\n--out--\r\n`;
    const head = 'Content-Type: multipart/mixed; boundary="out"';
    expect(sent(head, body(`Content-Type: multipart/alternative; boundary=in\r\n\r\n${inner}`))).toBe("Two chairs.");
    expect(sent(head, body("Content-Type: text/plain; charset=utf-8\r\n"))).toBe("");
    expect(sent(head, body("\r\nNo headers here"))).toBe("No headers here");
  });

  it("of parts in parts without an end is read in little time", () => {
    const nested = "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(20_000);
    const began = process.cpuUsage();
    sent("Content-Type: multipart/mixed; boundary=b", nested);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(1_000);
  });
});

describe("HTML", () => {
  it.each([
    [
      "keeps a table's rows and cells apart",
      "<table><tr><td>Lamp</td><td>3</td><td>12,50</td></tr><tr><td><p>Chair</p></td><td><p>4</p></td></tr></table>",
      "Lamp | 3 | 12,50\nChair | 4",
    ],
    ["keeps an empty cell's place", "<table><tr><td>Lamp</td><td></td><td>4</td></tr></table>", "Lamp | | 4"],
    [
      "keeps lists",
      "<p>Please:</p><ul><li>two chairs<ol start=3><li>oak</li><li>ash</li></ol></li><li>one lamp</li></ul><p>Ada</p>",
      "Please:\n\n* two chairs\n  3. oak\n  4. ash\n* one lamp\n\nAda",
    ],
    [
      "keeps where links lead",
      'See <a href="https://a.example/x">this</a>, <a href="https://a.example/">https://a.example</a>',
      "See this <https://a.example/x>, https://a.example",
    ],
    [
      "marks quotes",
      "Oak.<blockquote><p>Which wood?</p><blockquote>Or ash?</blockquote></blockquote>Or ash.",
      "Oak.\n\n> Which wood?\n>\n>> Or ash?\n\nOr ash.",
    ],
    [
      "keeps lines",
      "<div>One<br>two</div><div><br></div><div>three</div><pre>a\n  b</pre>",
      "One\ntwo\n\nthree\n\na\n  b",
    ],
    [
      "says nothing of its looks",
      "<head><title>T</title><style>p{}</style></head><script>1</script><p>Only&nbsp;this &amp; that</p><!-- no -->",
      "Only\u00a0this & that",
    ],
    ["keeps a signature's mark", "<p>Yes.</p><div>--&nbsp;<br>Ada</div>", "Yes.\n\n-- \nAda"],
    [
      "of pictures alone names them",
      '<p><img src="cid:1" alt="The broken leg"><img src="x" alt=""></p>',
      "[image: The broken leg]",
    ],
  ])("%s", (_, html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  it("loses no words to a picture that is written out in it", () => {
    const picture = `<img src="data:image/png;base64,${"iVBORw0K".repeat(200_000)}">`;
    expect(textOfHtml(`<p>Before</p>${picture}<p style="color:red">After</p>`)).toBe("Before\n\nAfter");
  });
});

describe("a mail of text and HTML", () => {
  const html = "<p>Please bring four chairs of oak to Storgatan on Monday.</p>";
  const said = "Please bring four chairs of oak to Storgatan on Monday.";
  it.each([
    ["a picture's name", "[image: image.png]"],
    ["blanks of no width", "\u200b \u200c\u00a0\ufeff\n"],
    ["where to read it", "To view this message, use a mail program that shows HTML."],
    ["its first words", "Please bring"],
  ])("says what its HTML does where its text is only %s", (_, text) => {
    expect(textOf({ TextBody: text, HtmlBody: html })).toBe(said);
  });

  it("says what its text does where that is all of it, without what pushes a preview away", () => {
    const pushed = `${said}${"\u034f \u200c\u00a0".repeat(50)}Ada`;
    expect(textOf({ TextBody: pushed, HtmlBody: html })).toBe(`${said} Ada`);
    expect(textOf({ TextBody: "نمی‌خواهم 👩‍🔧", HtmlBody: "<p>x</p>" })).toBe("نمی‌خواهم 👩‍🔧");
  });
});
