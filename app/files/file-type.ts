import { extensionOf } from "./file-name.ts";

/** How much of a file's beginning says what it is, in bytes (https://github.com/sindresorhus/file-type#api). */
export const headBytes = 4_100;

/** Only saved, never shown: what we cannot vouch for. */
const unknown = "application/octet-stream";

const openXml = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";
const [zipped, compound] = [["zip"], ["cfb"]];

/** By extension: the type, and what the bytes must be found to be besides the same; "text" where they are read as such. */
const known = new Map<string, { type: string; bytes: readonly string[] | "text" }>([
  ["pdf", { type: "application/pdf", bytes: [] }],
  ["png", { type: "image/png", bytes: [] }],
  ["jpg", { type: "image/jpeg", bytes: [] }],
  ["jpeg", { type: "image/jpeg", bytes: ["jpg"] }],
  ["gif", { type: "image/gif", bytes: [] }],
  ["webp", { type: "image/webp", bytes: [] }],
  ["heic", { type: "image/heic", bytes: [] }],
  ["heif", { type: "image/heif", bytes: ["heic"] }],
  ["zip", { type: "application/zip", bytes: [] }],
  ["docx", { type: `${openXml}.wordprocessingml.document`, bytes: zipped }],
  ["xlsx", { type: `${openXml}.spreadsheetml.sheet`, bytes: zipped }],
  ["pptx", { type: `${openXml}.presentationml.presentation`, bytes: zipped }],
  ["odt", { type: `${openDocument}.text`, bytes: zipped }],
  ["ods", { type: `${openDocument}.spreadsheet`, bytes: zipped }],
  ["odp", { type: `${openDocument}.presentation`, bytes: zipped }],
  ["doc", { type: "application/msword", bytes: compound }],
  ["xls", { type: "application/vnd.ms-excel", bytes: compound }],
  ["ppt", { type: "application/vnd.ms-powerpoint", bytes: compound }],
  ["txt", { type: "text/plain", bytes: "text" }],
  ["csv", { type: "text/csv", bytes: "text" }],
  ["eml", { type: "message/rfc822", bytes: "text" }],
]);

/** What a double click runs, or a browser reads as a page. */
const active = new Set(
  (
    "exe com scr pif bat cmd msi msix dll sys cpl gadget jar class js jse mjs vbs vbe wsf wsh ps1 psm1 hta lnk url reg " +
    "scf inf sct chm app dmg pkg deb rpm apk ipa crx xpi swf sh command desktop iso img vhd html htm xhtml xht shtml mht " +
    "mhtml svg svgz"
  ).split(" "),
);
const programs = new Set([
  "exe",
  "elf",
  "macho",
  "deb",
  "rpm",
  "lnk",
  "alias",
  "class",
  "jar",
  "apk",
  "crx",
  "xpi",
  "swf",
]);

const hidesPage = (start: string) => /<(?:!doctype\s+html|html|head|body|script|iframe|svg)\b/i.test(start);
const isPage = (start: string) => start.trimStart().startsWith("<") && hidesPage(start);

/** Text as people save it: no byte that text does not have, or UTF-16, which says so. */
const isText = (head: Uint8Array) =>
  (head[0] === 0xff && head[1] === 0xfe) ||
  (head[0] === 0xfe && head[1] === 0xff) ||
  !head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte));

/**
 * The type of a file by what its clean name and its first bytes agree on; null for what is refused. Refused is what
 * harms whoever opens it: programs, scripts and pages, by name or by bytes (a page named .png too). All else is taken,
 * because a drawing in a format we never heard of is what a customer wants to show; but where name and bytes disagree
 * (an iPhone's HEIC named .jpg, a PDF that is a page as well) it is application/octet-stream. Nothing is unpacked.
 */
export async function typeOf(name: string, head: Uint8Array): Promise<string | null> {
  const extension = extensionOf(name);
  const start = Buffer.from(head)
    .toString("latin1")
    .replace(/\0|^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/g, "");
  if (active.has(extension) || isPage(start)) return null;
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(head);
  if (found && programs.has(found.ext) && !isText(head)) return null;
  const claim = known.get(extension);
  if (!claim) return unknown;
  if (claim.bytes === "text") return isText(head) ? claim.type : unknown;
  if (!found || hidesPage(start)) return unknown;
  return found.ext === extension || claim.bytes.includes(found.ext) ? claim.type : unknown;
}
