const list = new Intl.ListFormat("en", { type: "conjunction" });

/** An invoice's own page: what it is for, what was paid and what came back. `{date}` is where a date is put. */
export const invoiceWords = {
  credit: "Credit",
  settled: {
    favour: "This amount is in your favour: it comes off what you pay next.",
    nothing: "There is nothing to pay.",
    credit: "It was paid from the credit you had.",
    creditNotes: "There is nothing to pay: a credit note covers it.",
    next: "There is nothing to pay now: it is carried over to your next invoice.",
  },
  isVoid: "This invoice no longer counts. There is nothing to pay.",
  overpaid: (amount: string) => `You paid ${amount} more than was due: it is your credit.`,
  failed: (reason: string | null) =>
    `The last payment did not go through${reason ? `: ${reason.replace(/(?<![.\s])[.\s]+$/, "")}` : ""}.`,
  triesAgain: "We try again on {date}.",
  underWay: (amount: string, method: string | null) =>
    `A payment of ${amount}${method ? ` by ${method}` : ""} is under way since {date}. It can take some days to arrive: no need to pay again.`,

  allLines: (count: string) => `Show all ${count} lines`,
  firstLines: (shown: string, count: string) => `These are the first ${shown} of ${count} lines. The PDF has them all.`,
  noLines: "No single items are listed.",
  isCredit: "in your favour",
  sums: {
    subtotal: "Subtotal",
    shipping: "Shipping",
    total: "Total",
    totalCredit: "Credit in your favour",
    credit: "From your credit",
    carriedIn: "Carried over from before",
    carriedOn: "Carried over to your next invoice",
    creditNotes: "Credit notes",
    paid: "Paid",
    overpaid: "Paid too much, now your credit",
    remaining: "Still to pay",
  },
  discount: (name: string | null) => (name ? `Discount: ${name}` : "Discount"),
  tax: (percent: string | null) => (percent ? `Tax ${percent}%` : "Tax"),
  includedTax: (percent: string | null) => `Included: ${percent ? `${percent}% tax` : "tax"}`,

  payments: "Payments",
  paidOutside: "Paid outside this portal",
  receipt: "Receipt",
  receiptNamed: (amount: string) => `Receipt for the payment of ${amount}`,
  refund: {
    pending: (amount: string, method: string | null) =>
      `${amount} is on its way back${method ? ` to ${method}` : ""}, since {date}.`,
    succeeded: (amount: string, method: string | null) =>
      `${amount} refunded${method ? ` to ${method}` : ""} on {date}.`,
    failed: (amount: string) => `The refund of ${amount} from {date} could not be delivered.`,
    canceled: (amount: string) => `The refund of ${amount} from {date} was called off.`,
    untold: (amount: string) => `${amount} refunded.`,
  },
  askUs: "Ask us.",
  aboutRefund: (number: string | null) => `the refund on ${number ? `invoice ${number}` : "an invoice"}`,
  dispute: {
    open: "Your bank asked about this payment on {date}. We are in touch with it.",
    stands: "Your bank asked about this payment on {date}. The matter is closed: the payment stands.",
    returned: (amount: string) =>
      `Your bank asked about this payment on {date}. The matter is closed: your bank gives ${amount} back to you.`,
  },

  creditNotes: "Credit notes",
  creditNote: (number: string | null) => number ?? "Credit note",
  creditNoteVoid: "Void",
  creditNotePdf: (number: string | null) => `Credit note ${number ?? ""}, PDF`.replace(" ,", ","),
  reasons: {
    duplicate: "Charged twice",
    fraudulent: "Charged without your consent",
    order_change: "The order changed",
    product_unsatisfactory: "Not what you expected",
  } as Readonly<Record<string, string>>,
  creditNoteUnavailable: {
    title: "This PDF cannot be fetched right now",
    message:
      "Our payment provider does not answer, and we hold no copy yet. Try again in a minute; everything on the invoice's page is right.",
  },
  creditNotePdfMissing: {
    title: "There is no PDF of this credit note",
    message: "No file was made for it. Ask us and we send you one.",
  },

  subscription: "Subscription",
  subscriptionTo: (products: string[]) => (products.length ? list.format(products) : "Your subscription"),
  taxId: "Tax ID",
};

export const receiptWords = {
  title: (number: string | null) => (number ? `Receipt for invoice ${number}` : "Receipt"),
  paid: "Paid",
  paidTo: "Paid to",
  paidBy: "Paid by",
  paidOn: "Paid on",
  paidWith: "Paid with",
  forInvoice: "For",
  invoiceTotal: "Invoice total",
  reference: "Reference",
  refunds: "Refunds",
  kept: "After refunds",
  keep: "To keep it, print this page or save it as a PDF from your browser’s print menu.",
  ask: "Something not right with this receipt?",
  about: (number: string | null) => `the receipt for ${number ? `invoice ${number}` : "an invoice"}`,
};

/** What an unpaid invoice asks for. */
export const invoiceAsksWords = {
  isDue: (name: string, date: string) => `${name} is due on ${date}`,
  isDueToday: (name: string) => `${name} is due today`,
  wasDue: (name: string, date: string) => `${name} was due on ${date}`,
  isOpen: (name: string) => `${name} is open`,
  hasFailed: (name: string, mayPay: boolean) => `${name} could not be charged.${mayPay ? " Pay it another way." : ""}`,
};
