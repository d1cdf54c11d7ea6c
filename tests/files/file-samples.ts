const latin = (text: string) => Buffer.from(text, "latin1");
const zeros = "\0".repeat(64);

/** Beginnings of files as programs make them, each enough to be known by. */
export const samples = {
  pdf: latin("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
  plainPdf: latin("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n"),
  png: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  jpg: latin(`\xff\xd8\xff\xe0\0\x10JFIF\0\x01${zeros}`),
  gif: latin(`GIF89a\x01\0\x01\0\x80${zeros}`),
  webp: latin(`RIFF\x24\0\0\0WEBPVP8 ${zeros}`),
  heic: latin(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${zeros}`),
  zip: latin(`PK\x03\x04\x14\0\0\0\0\0${zeros}`),
  cfb: latin(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${zeros}`),
  exe: latin(`MZ\x90\0\x03${zeros}`),
  elf: latin(`\x7fELF\x02\x01\x01${zeros}`),
  text: Buffer.from("MZ-Nr;Menge\n4711;2 Stühle\n"),
  utf16: Buffer.from("\ufeffName;Größe\n", "utf16le"),
  html: latin("<!doctype html><html><script>alert(1)</script></html>"),
  htmlAfterSpace: latin("\xef\xbb\xbf \n<!-- hello --><HTML><body onload=alert(1)>"),
  htmlUtf16: Buffer.from("\ufeff<html><script>alert(1)</script>", "utf16le"),
  svg: latin('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  svgAfterXml: latin('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  pdfAndPage: latin("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n<html><script>alert(1)</script></html>\n1 0 obj\n"),
  pageAndPdf: latin("<html><!--\n%PDF-1.4\n--><script>alert(1)</script>"),
  gifAndScript: latin(`GIF89a/*${zeros}*/=1;<script>alert(1)</script>`),
} as const;
