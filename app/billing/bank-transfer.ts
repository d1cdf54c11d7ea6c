import { encode } from "uqr";
import type { Config } from "../config.server.ts";
import { decimal } from "../text/money.ts";
import type { InvoiceSummary } from "./invoices.ts";

type Account = NonNullable<Config["bank"]>;
type Open = Pick<
  InvoiceSummary,
  "number" | "currency" | "amountRemaining" | "payable" | "isUnderWay" | "collectionMethod"
>;
type Owed = { reference: string; amount: number; currency: string };

export type BankTransfer = {
  holder: string;
  /** In groups of four, as it stands on papers. */
  iban: string;
  bic: string | null;
  /** What is to be transferred, each for itself; amounts in minor units. */
  owed: Owed[];
  qr: QrCode | null;
};
/** The dark modules as an SVG path in a square of so many. */
export type QrCode = { size: number; path: string };

/** What a transfer needs to know, for what can be paid of these invoices; null where nothing can, or no account is given. */
export function bankTransfer(account: Config["bank"], invoices: readonly Open[]): BankTransfer | null {
  const owed = invoices.flatMap(({ number, currency, amountRemaining, payable, isUnderWay, collectionMethod }) =>
    // What a card is charged for by itself would be paid twice.
    number && payable && !isUnderWay && amountRemaining > 0 && collectionMethod !== "charge_automatically"
      ? [{ reference: number, amount: amountRemaining, currency }]
      : [],
  );
  if (!account || !owed.length) return null;
  const [first, ...rest] = owed;
  const iban = account.iban.replace(/.{4}(?=.)/g, "$& ");
  return { ...account, iban, owed, qr: rest.length ? null : epcCode(account, first!) };
}

/** The European Payments Council's code that banking apps read (EPC069-12), for euros; null for what it cannot say. */
function epcCode({ holder, iban, bic }: Account, { reference, amount, currency }: Owed): QrCode | null {
  if (currency !== "eur" || amount > 999_999_999_99) return null;
  const lines = ["BCD", "002", "1", "SCT", bic ?? "", holder, iban, `EUR${decimal(amount, 2)}`, "", "", reference];
  const { size, data } = encode(lines.join("\n"), { ecc: "M", border: 4 });
  const rows = data.map((row, y) => {
    const text = row.map((dark) => (dark ? "#" : " ")).join("");
    return [...text.matchAll(/#+/g)].map(({ index, 0: run }) => `M${index} ${y}h${run.length}`).join("");
  });
  return { size, path: rows.join("") };
}
