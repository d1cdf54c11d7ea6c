import { describe, expect, it } from "vitest";
import { cleanName } from "#app/files/file-name.ts";
import { typeOf } from "#app/files/file-type.ts";
import { samples } from "./file-samples.ts";

const unknown = "application/octet-stream";
const openXml = "application/vnd.openxmlformats-officedocument";

describe("the type of a file", () => {
  it.each([
    ["offer.pdf", samples.pdf, "application/pdf"],
    ["OFFER.PDF", samples.plainPdf, "application/pdf"],
    ["seat.png", samples.png, "image/png"],
    ["seat.jpg", samples.jpg, "image/jpeg"],
    ["seat.jpeg", samples.jpg, "image/jpeg"],
    ["seat.gif", samples.gif, "image/gif"],
    ["seat.webp", samples.webp, "image/webp"],
    ["IMG_1.HEIC", samples.heic, "image/heic"],
    ["all.zip", samples.zip, "application/zip"],
    ["list.docx", samples.zip, `${openXml}.wordprocessingml.document`],
    ["list.xlsx", samples.zip, `${openXml}.spreadsheetml.sheet`],
    ["old.doc", samples.cfb, "application/msword"],
    ["parts.csv", samples.text, "text/csv"],
    ["parts.txt", samples.utf16, "text/plain"],
    ["mail.eml", samples.text, "message/rfc822"],
  ])("of %s is what name and bytes agree on", async (name, bytes, type) => {
    expect(await typeOf(name, bytes)).toBe(type);
  });

  it.each([
    ["IMG_1.jpg, an iPhone's HEIC", "IMG_1.jpg", samples.heic],
    ["seat.png, a ZIP", "seat.png", samples.zip],
    ["offer.pdf, text", "offer.pdf", samples.text],
    ["parts.csv with zeros in it", "parts.csv", samples.png],
    ["a drawing in a format of its own", "chair.dwg", samples.cfb],
    ["a file without an extension", "LICENCE", samples.text],
    ["a PDF that is a page as well", "offer.pdf", samples.pdfAndPage],
    ["a GIF that is a script as well", "seat.gif", samples.gifAndScript],
  ])("is left open for %s: it is only ever saved", async (_, name, bytes) => {
    expect(await typeOf(name, bytes)).toBe(unknown);
  });

  it.each([
    ["a page", "page.html", samples.html],
    ["a page named .png", "seat.png", samples.html],
    ["a page named .txt, after a mark and a comment", "seat.txt", samples.htmlAfterSpace],
    ["a page in UTF-16", "seat.txt", samples.htmlUtf16],
    ["a page that is a PDF as well", "offer.pdf", samples.pageAndPdf],
    ["an SVG", "logo.svg", samples.svg],
    ["an SVG named .jpg", "logo.jpg", samples.svgAfterXml],
    ["a script", "run.js", samples.text],
    ["a program", "setup.exe", samples.exe],
    ["a program named .pdf", "offer.pdf", samples.exe],
    ["a program of Linux without an extension", "offer", samples.elf],
  ])("does not exist for %s: it is refused", async (_, name, bytes) => {
    expect(await typeOf(name, bytes)).toBeNull();
  });

  it("is found for any bytes without failing", async () => {
    let seed = 7;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
    for (const sample of Object.values(samples)) {
      const tail = Buffer.from(Array.from({ length: 4_000 }, () => Math.floor(random() * 256)));
      const bytes = Buffer.concat([sample, tail]).subarray(0, 4_100);
      expect(["string", "object"]).toContain(typeof (await typeOf("some.pdf", bytes)));
    }
  });
});

describe("a file's name", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\Ada\\chair.png", "chair.png"],
    ["..", "file"],
    ["", "file"],
    ["/", "file"],
    [" . ", "file"],
    [".htaccess", "htaccess"],
    ["setup.exe. .", "setup.exe"],
    ["a\r\nb\0.pdf", "a b.pdf"],
    ["offer\u202Efdp.exe", "offerfdp.exe"],
    ["\u2066chair\u2069\u200b.png", "chair.png"],
    ["Stühle für Ängström.pdf", "Stühle für Ängström.pdf"],
    ["椅子 🪑.png", "椅子 🪑.png"],
    ['a;b="c".pdf', 'a;b="c".pdf'],
    ["\ud800.pdf", "pdf"],
  ])("%j is shown as %j", (given, shown) => {
    expect(cleanName(given)).toBe(shown);
  });

  it("is cut with its extension kept", () => {
    const name = cleanName(`${"ü".repeat(300)}.pdf`);
    expect([...name]).toHaveLength(100);
    expect(name.endsWith("ü.pdf")).toBe(true);
    expect([...cleanName(`a.${"x".repeat(300)}`)]).toHaveLength(100);
  });
});
