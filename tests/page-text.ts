import { DomUtils, parseDocument } from "htmlparser2";

export type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];
export type Node = Element["children"][number] | ReturnType<typeof parseDocument>;

export const fieldTags = new Set(["input", "select", "textarea"]);
/** Read by their own means, or by nobody. */
const unread = new Set(["script", "style", "template", "title", "textarea", "svg"]);
/** What stands within a sentence; all else is set apart from the words before and after it. */
const inline = new Set(["a", "abbr", "bdi", "code", "em", "i", "strong", "time", "wbr"]);

function wordsOf(node: Node): string {
  if (DomUtils.isText(node)) return node.data;
  if (!DomUtils.hasChildren(node)) return "";
  const words = node.children.map(wordsOf).join("");
  if (!DomUtils.isTag(node)) return words;
  if (unread.has(node.name) || node.attribs["aria-hidden"] === "true") return "";
  return inline.has(node.name) ? words : ` ${words} `;
}

/** What does not begin a line without styles: the last of these in older browsers only. */
const withinLine = new Set(
  `a abbr b bdi button code em i img input kbd label mark meter progress q s select small span strong sub sup time u wbr
  article aside details footer header main nav section summary`.split(/\s+/),
);

/** The page as it is read without its styles, line by line; `|` is where one thing ends and another begins. */
function linesOf(node: Node): string {
  if (DomUtils.isText(node)) return node.data.replaceAll("|", "/").replace(/\s+/g, " ");
  if (!DomUtils.hasChildren(node)) return "";
  const words = node.children.map(linesOf).join("");
  if (!DomUtils.isTag(node)) return words;
  if (unread.has(node.name) || node.name === "option") return "";
  if (!withinLine.has(node.name)) return `\n${words}\n`;
  return node.name === "wbr" ? "" : `|${words}|`;
}

/** Places where words or numbers run into each other without the page's styles, and lines that begin or end with a dot. */
export function gluedIn(html: string): string[] {
  const lines = linesOf(parseDocument(html)).split("\n");
  const glued = /[^\s|([“„‘/@#·-]\|+[\p{L}\p{N}\p{Sc}([]/u;
  const loose = /^[\s|]*·|·[\s|]*$|·[\s|]*·/;
  return lines.filter((line) => glued.test(line) || loose.test(line)).map((line) => line.trim());
}

const collapsed = (text: string) => text.replace(/[ \t\r\n]+/g, " ").trim();
const isTitle = (node: Node) => DomUtils.isTag(node) && node.name === "title";

/** What is read of things, with one space between words and between things. */
export const textOf = (...nodes: readonly Node[]): string =>
  collapsed(nodes.map((node) => (isTitle(node) ? DomUtils.textContent(node as Element) : wordsOf(node))).join(" "));

/** What a thing is called: as it is labelled, by its label, by the words that open it, or by what it says. */
export function nameOf(document: Node, element: Element): string {
  const { "aria-label": label, "aria-labelledby": by, id } = element.attribs;
  if (label !== undefined) return collapsed(label);
  const all = (fits: (one: Element) => boolean) => DomUtils.findAll(fits, [document as Element]);
  if (by) return textOf(...by.split(" ").flatMap((id) => all(({ attribs }) => attribs.id === id)));
  if (fieldTags.has(element.name))
    return textOf(...all((one) => isLabel(one) && (one.attribs.for === id || holds(one, element))));
  const opener = { details: "summary", fieldset: "legend" }[element.name];
  return textOf(...(opener ? DomUtils.getElementsByTagName(opener, element, true, 1) : [element]));
}

const isLabel = ({ name }: Element) => name === "label";
const holds = (outer: Element, inner: Element) => DomUtils.getElementsByTagName(inner.name, outer).includes(inner);
