import { DomUtils, parseDocument } from "htmlparser2";
import { typedIn } from "./http.ts";
import { fieldTags, nameOf, textOf, type Element, type Node } from "./page-text.ts";

/** All of a name, or what fits. */
type Name = string | RegExp;
const roles = {
  link: ({ name, attribs }: Element) => name === "a" && "href" in attribs,
  button: ({ name }: Element) => name === "button",
  article: ({ name }: Element) => name === "article",
  heading: ({ name }: Element) => /^h[1-6]$/.test(name),
  field: ({ name, attribs }: Element) => fieldTags.has(name) && attribs.type !== "hidden",
  /** What is called something as a whole: a section, a form, a list, or what can be opened. */
  region: ({ name }: Element) => /^(section|nav|aside|form|details|[uod]l|fieldset)$/.test(name),
};
type Role = keyof typeof roles;

/** A page, or a part of it. `link` and the others throw where there is none of that name. */
export type Part = ReturnType<typeof readingOf> &
  Record<Role, (name: Name) => Part> & {
    /** All of a role, in their order on the page. */
    all(role: Role, name?: Name): Part[];
    /** Items of lists and rows of tables that say something; `row` is the smallest of them. */
    rows(text?: Name): Part[];
    row(text: Name): Part;
    /** Where all links lead, in their order. */
    hrefs: string[];
    /** Where the link to the next page of a list leads. */
    next: string | null;
    /** What is said of a fault, and of what was done. */
    alert: Part | null;
    status: Part | null;
  };

/** A page as those who read it find their way: by what things are, and what they are called. */
export function pageOf(html: string) {
  const document = parseDocument(html);
  const first = (tag: string) => DomUtils.getElementsByTagName(tag, document, true, 1);
  return {
    ...partOf(document, document.children),
    title: textOf(...first("title")),
    main: partOf(document, first("main")),
    bar: partOf(document, first("header")),
    footer: partOf(document, first("footer")),
  };
}

function partOf(document: Node, nodes: readonly Node[]): Part {
  const find = (fits: (one: Element) => boolean) =>
    DomUtils.findAll(fits, [...nodes] as Element[]).map((one) => partOf(document, [one]));
  const all = (role: Role, name: Name = /^/) => find(roles[role]).filter((one) => isNamed(one.name, name));
  const only = (role: Role) => (name: Name) => {
    const [found] = all(role, name);
    if (found) return found;
    throw new Error(
      `No ${role} ${name}, but ${all(role)
        .map((one) => `“${one.name}”`)
        .join(", ")}`,
    );
  };
  const rows = (text: Name = "") =>
    find(({ name }) => name === "li" || name === "tr").filter((one) => one.text && says(one.text, text));
  return {
    ...readingOf(document, nodes),
    link: only("link"),
    button: only("button"),
    article: only("article"),
    heading: only("heading"),
    field: only("field"),
    region: only("region"),
    all,
    rows,
    row(text) {
      const [found] = rows(text).toSorted((one, other) => one.text.length - other.text.length);
      if (found) return found;
      throw new Error(`No row says ${text}: ${textOf(...nodes)}`);
    },
    get hrefs() {
      return all("link").map(({ href }) => href);
    },
    get next() {
      return find(({ attribs }) => attribs.rel === "next")[0]?.href ?? null;
    },
    get alert() {
      return find(({ attribs }) => attribs.role === "alert")[0] ?? null;
    },
    get status() {
      return find(({ attribs }) => attribs.role === "status")[0] ?? null;
    },
  };
}

const isNamed = (name: string, wanted: Name) => (typeof wanted === "string" ? name === wanted : wanted.test(name));
const says = (text: string, wanted: Name) => (typeof wanted === "string" ? text.includes(wanted) : wanted.test(text));

/** What one reads of a thing, what it holds, and the state that it is in. */
function readingOf(document: Node, nodes: readonly Node[]) {
  const self = nodes.length === 1 && DomUtils.isTag(nodes[0]!) ? nodes[0] : null;
  const attribs: Record<string, string> = self?.attribs ?? {};
  const options = self ? DomUtils.getElementsByTagName("option", self) : [];
  const chosen = options.find((option) => "selected" in option.attribs) ?? options[0];
  const typed = self?.name === "textarea" ? typedIn(self) : (attribs.value ?? "");
  const describing = new Set((attribs["aria-describedby"] ?? "").split(" "));
  const isDescribing = ({ attribs }: Element) => attribs.id !== undefined && describing.has(attribs.id);
  return {
    text: textOf(...nodes),
    name: self ? nameOf(document, self) : "",
    id: attribs.id ?? "",
    type: attribs.type ?? "",
    href: attribs.href ?? "",
    rel: attribs.rel ?? "",
    value: chosen ? (chosen.attribs.value ?? textOf(chosen)) : typed,
    options: options.map((option) => textOf(option)),
    /** A field's hint, and what is wrong with what it holds. */
    description: textOf(...DomUtils.findAll(isDescribing, [document as Element])),
    isChecked: "checked" in attribs,
    isCurrent: attribs["aria-current"] === "page",
    isInvalid: attribs["aria-invalid"] === "true",
    isOpen: "open" in attribs,
    isFocused: "autofocus" in attribs,
  };
}
