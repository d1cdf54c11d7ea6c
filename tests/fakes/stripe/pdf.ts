type Placed = { text: string; x: number; y: number; size?: number; bold?: boolean; right?: boolean; grey?: boolean };

export const A4 = { width: 595, height: 842 };

/** A page's drawing orders: text and thin rules, in points from the lower left. */
export function pdfPage(texts: Placed[], rules: number[]): string {
  const lines = rules.map((y) => `0.85 G 0.5 w 50 ${y} m 545 ${y} l S`);
  return [...lines, ...texts.map(drawn)].join("\n");
}

/** A PDF 1.4 of these pages in Helvetica, with a cross-reference table that holds. */
export function pdf(title: string, pages: string[]): Buffer {
  const first = 6;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    `<< /Title (${quoted(title)}) >>`,
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] ` +
        `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
      `<< /Length ${Buffer.byteLength(content, "latin1")} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  return assembled(objects);
}

function assembled(objects: string[]): Buffer {
  let body = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${count}\n0000000000 65535 f \n${table}${trailer}`, "latin1");
}

function drawn({ text, x, y, size = 10, bold, right, grey }: Placed): string {
  const left = right ? x - width(text, size) : x;
  return `BT ${grey ? "0.4" : "0.1"} g /${bold ? "F2" : "F1"} ${size} Tf ${left.toFixed(1)} ${y} Td (${quoted(text)}) Tj ET`;
}

/** Near enough to Helvetica's widths to set words and amounts flush right. */
function width(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + emOf(character), 0) * size;
}

function emOf(character: string): number {
  if (/[.,: ijlft()/-]/.test(character)) return 0.278;
  if (/[mwMW]/.test(character)) return 0.83;
  return /[A-Z]/.test(character) ? 0.69 : 0.556;
}

function quoted(text: string): string {
  const latin = text
    .replace(/\u20ac/g, "\x80")
    .replace(/[–—]/g, "-")
    .replace(/[^\x20-\x7e\x80\xa0-\xff]/g, "?");
  return latin.replace(/[\\()]/g, "\\$&");
}
