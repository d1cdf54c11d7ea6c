import boldFont from "dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf?inline";
import regularFont from "dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf?inline";
import { create, type Font } from "fontkit";
import PDFDocument from "pdfkit";
import type { Printout } from "./printout.ts";
import { runsOf, wrap } from "./printout-lines.ts";

const opened = (url: string) => create(Buffer.from(url.slice(url.indexOf(",") + 1), "base64")) as Font;
const fonts = { regular: opened(regularFont), bold: opened(boldFont) };

const [margin, valuesAt] = [56, 200];
const [ink, grey, rule] = ["#16181d", "#5a6070", "#d8d8d2"];

const isPrintable = (text: string) => fonts.bold.glyphsForString(text).every(({ id }) => id !== 0);

/** A printout as a PDF of A4 pages; null where it has a letter that the font does not: it would be an empty box. */
export function drawPrintout({ locale, title, seller, sum, facts, madeAt }: Printout): Promise<Uint8Array | null> {
  const words = [title, ...seller, sum.name, sum.amount, ...facts.flatMap(({ name, lines }) => [name, ...lines])];
  if (!words.every(isPrintable)) return Promise.resolve(null);
  const date = new Date(madeAt);
  const info = { Title: title, Author: seller[0] ?? "", CreationDate: date, ModDate: date };
  // With no font of its own, pdfkit would look for one beside its own files, which are not there where it was bundled.
  const options = { size: "A4", margin, lang: locale, displayTitle: true, font: "", info };
  const pdf = new PDFDocument(options);
  const pieces: Buffer[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on("data", (piece: Buffer) => pieces.push(piece));
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(pieces))));
    pdf.on("error", reject);
  });
  const pen = penOn(pdf);
  const [name = "", ...address] = seller;
  pen.write([name], { size: 13, font: "bold" });
  pen.write(address, { size: 9, colour: grey });
  pen.skip(36);
  pen.write([title], { size: 20, font: "bold" });
  pen.skip(20);
  pen.write([sum.name], { size: 9, colour: grey });
  pen.write([sum.amount], { size: 24, font: "bold" });
  pen.skip(20);
  for (const fact of facts) pen.row(fact.name, fact.lines);
  pdf.end();
  return whole;
}

type Look = { size: number; font?: keyof typeof fonts; colour?: string; x?: number; room?: number };

/** Writes from the top of the page down, on as many pages as it takes. */
function penOn(pdf: PDFKit.PDFDocument) {
  let [page, y] = [1, margin];
  const wide = pdf.page.width - 2 * margin;
  const bottom = pdf.page.height - margin;
  // pdfkit lays words out one by one unless it is asked for features: then a whole run is shaped, and turned where it goes left.
  const features: PDFKit.Mixins.OpenTypeFeatures[] = [];
  const widthOf = (text: string) => runsOf(text).reduce((sum, run) => sum + pdf.widthOfString(run, { features }), 0);
  function take(height: number) {
    if (y + height > bottom) {
      pdf.addPage();
      page += 1;
      y = margin;
    }
    y += height;
    return y - height;
  }
  function write(texts: string[], { size, font = "regular", colour = ink, x = margin, room = wide }: Look) {
    // A font that is open already, which its types do not know of.
    pdf.font(fonts[font] as unknown as PDFKit.Mixins.PDFFontSource, size).fillColor(colour);
    for (const line of texts.flatMap((text) => wrap(text, room, widthOf))) {
      const top = take(size * 1.4);
      let at = x;
      for (const text of runsOf(line)) {
        pdf.text(text, at, top, { lineBreak: false, features });
        at += pdf.widthOfString(text, { features });
      }
    }
  }
  return {
    write,
    skip: (height: number) => void (y += height),
    /** What something is, and beside it what it is here, under a line. */
    row(name: string, lines: string[]) {
      const top = take(10 * 1.4 + 16) + 8;
      pdf
        .moveTo(margin, top - 8)
        .lineTo(margin + wide, top - 8)
        .strokeColor(rule)
        .lineWidth(0.5)
        .stroke();
      y = top;
      write([name], { size: 10, colour: grey, room: valuesAt - margin - 12 });
      const [begun, below] = [page, y];
      y = top;
      write(lines, { size: 10, x: valuesAt, room: wide + margin - valuesAt });
      y = (page === begun ? Math.max(y, below) : y) + 8;
    },
  };
}
