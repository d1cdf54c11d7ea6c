import type { InvoicePapers } from "../invoice-documents.ts";

const scripts = "Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Common Inherited".split(" ");
const known = new RegExp(`^[${scripts.map((script) => `\\p{Script=${script}}`).join("")}]*$`, "u");

/** Whether whom an invoice is billed to is written in a script that a PDF of ours can be in; whether it has every letter shows when it is made. */
export const isPrintable = ({ billedTo: { name, address } }: Pick<InvoicePapers, "billedTo">) =>
  [name ?? "", ...address].every((text) => known.test(text));
