import { roles, type Role } from "#db/schema/organizations.ts";
import { canonicalAddress } from "../people/address.ts";
import { maxCustomerNameLength } from "../people/new-customer.ts";
import { visibleLine } from "../text/clean.ts";
import { isVisible } from "../text/visible.ts";
import type { Cells, CustomerColumn } from "./import-columns.ts";
import type { CellFault } from "./import-faults.ts";

/** A line of a file of customers, read: which customer, and who of theirs may sign in as what. */
export type CustomerLine = {
  number: string | null;
  name: string | null;
  email: string;
  person: string | null;
  role: Role | null;
};

/** Reads a line, and gives what is wrong with it. */
export function readCustomerLine(cells: Cells): { row: CustomerLine; faults: CellFault[] } {
  const faults: CellFault[] = [];
  function text(column: CustomerColumn): string | null {
    const said = cells[column]?.trim();
    if (!said) return null;
    const seen = visibleLine(said);
    if (!isVisible(seen)) faults.push({ column, is: "oneLine" });
    else if (seen.length > maxCustomerNameLength) faults.push({ column, is: "tooLong", n: maxCustomerNameLength });
    return seen;
  }
  const [number, name, person, asked] = (["number", "name", "person", "role"] as const).map(text);
  const said = cells.email?.trim() ?? "";
  const email = said ? canonicalAddress(said) : null;
  if (!email) faults.push({ column: "email", is: said ? "noAddress" : "missingAddress" });
  const role = roles.find((one) => one === asked?.toLowerCase()) ?? null;
  if (asked && !role) faults.push({ column: "role", is: "role" });
  if (!number && !name) faults.push({ column: "name", is: "missingName" });
  return { row: { number: number!, name: name!, email: email ?? "", person: person!, role }, faults };
}

/** What lines of one customer have in common. */
export const customerKey = ({ number, name }: CustomerLine): string | null => number ?? name;
