import { addInvoice } from "./rows.ts";
import { monday, type openTown } from "./world.ts";

type Town = ReturnType<typeof openTown>;
type Who = "ada" | "ben" | "zoe" | "sam" | null;
export type PageCase = { name: string; path: string; as: Who; status?: number };

const day = 86_400_000;

/** Furnishes Acme with a year of invoices and names every page a customer can come to, full and empty. */
export function everyPage(town: Town): PageCase[] {
  const { acme, zebra } = town;
  const invoice = addInvoice(
    town,
    acme,
    {
      number: "INV-1042",
      dueAt: monday + 7 * day,
      total: 123456,
      subtotal: 103745,
      totalTax: 19711,
      amountRemaining: 123456,
    },
    [
      { description: "Oak chair, natural oil", quantity: "6", unitAmount: "17000", amount: 102000 },
      {
        description: "Delivery by two people, to Hafenstr. 4, Hamburg",
        amount: 1745,
        periodStart: monday,
        periodEnd: monday + day,
      },
    ],
  );
  addInvoice(town, acme, {
    number: "INV-1031",
    dueAt: monday - 7 * day,
    amountRemaining: 9600,
    issuedAt: monday - 20 * day,
  });
  for (let n = 0; n < 40; n++) {
    addInvoice(town, acme, {
      number: `INV-${1020 - n}`,
      status: n % 7 ? "paid" : "void",
      amountRemaining: 0,
      issuedAt: monday - (30 + n) * day,
    });
  }
  return [
    { name: "home", path: `/o/${acme}`, as: "ada" },
    { name: "home, empty", path: `/o/${zebra}`, as: "zoe" },
    { name: "home, member", path: `/o/${acme}`, as: "ben" },
    { name: "billing", path: `/o/${acme}/billing`, as: "ada" },
    { name: "billing, empty", path: `/o/${zebra}/billing`, as: "zoe" },
    { name: "billing, not allowed", path: `/o/${acme}/billing`, as: "ben", status: 403 },
    { name: "invoice", path: `/o/${acme}/billing/${invoice}`, as: "ada" },
    { name: "not found", path: "/nowhere", as: null, status: 404 },
    { name: "not found, signed in", path: `/o/${acme}/nowhere`, as: "ada", status: 404 },
    { name: "staff", path: "/staff", as: "sam" },
  ];
}
