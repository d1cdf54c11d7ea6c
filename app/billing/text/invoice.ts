const list = new Intl.ListFormat("en", { type: "conjunction" });

/** An invoice's own page: what it is for, what was paid and what came back. `{date}` is where a date is put. */
export const invoiceWords = {
  credit: "Credit",
  settled: {
    favour: "This is a credit: we’ll take it off your next invoice.",
    nothing: "There’s nothing to pay.",
    credit: "Paid with your credit.",
    creditNotes: "Nothing to pay: a credit note covers it.",
    next: "Nothing to pay now: it will be added to your next invoice.",
  },
  isVoid: "This invoice was cancelled. There’s nothing to pay.",
  overpaid: (amount: string) => `You paid ${amount} too much. We’ve kept it as credit.`,
  failed: (reason: string | null) =>
    `The last payment didn’t go through${reason ? `: ${reason.replace(/(?<![.\s])[.\s]+$/, "")}` : ""}.`,
  triesAgain: "We’ll try again on {date}.",
  underWay: (amount: string, method: string | null) =>
    `A payment of ${amount}${method ? ` by ${method}` : ""} has been on its way since {date}. It can take a few days to arrive, so there’s no need to pay again.`,

  allLines: (count: string) => `Show all ${count} lines`,
  firstLines: (shown: string, count: string) => `These are the first ${shown} of ${count} lines. The PDF has them all.`,
  noLines: "This invoice doesn’t list individual items.",
  isCredit: "credit",
  sums: {
    subtotal: "Subtotal",
    shipping: "Shipping",
    total: "Total",
    totalCredit: "Your credit",
    credit: "Credit applied",
    carriedIn: "Carried over from before",
    carriedOn: "Carried over to your next invoice",
    creditNotes: "Credit notes",
    paid: "Paid",
    overpaid: "Overpaid, kept as credit",
    remaining: "Amount due",
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
    failed: (amount: string) => `The refund of ${amount} from {date} couldn’t be delivered.`,
    canceled: (amount: string) => `The refund of ${amount} from {date} was cancelled.`,
    untold: (amount: string) => `${amount} refunded.`,
  },
  askUs: "Ask us.",
  aboutRefund: (number: string | null) => `the refund on ${number ? `invoice ${number}` : "an invoice"}`,
  disputed: "Disputed",
  dispute: {
    open: "This payment was disputed on {date}. If that was a mistake, tell your bank or ask us.",
    stands: "This payment was disputed on {date}. The dispute is closed and your payment counts.",
    returned: (amount: string) =>
      `This payment was disputed on {date}. The dispute is closed and your bank will return ${amount} to you.`,
  },

  creditNotes: "Credit notes",
  creditNote: (number: string | null) => number ?? "Credit note",
  creditNoteVoid: "Void",
  creditNoteWays: {
    off: (amount: string) => `${amount} taken off this invoice.`,
    refunded: (amount: string) => `${amount} refunded to how you paid.`,
    outside: (amount: string) => `${amount} returned another way.`,
    credit: (amount: string, isUsed: boolean) =>
      `${amount} added to your credit${isUsed ? "" : ", which is used for your next invoices"}.`,
  },
  /** `amount` where it is a part of the credit. */
  creditUsed: (amount: string | null) =>
    `${amount ? `${amount} of it was used` : "It was used"} for {invoice} on {date}.`,
  creditFrom: (amount: string | null, note: string | null) =>
    `${amount ? `${amount} from` : "From"} ${note ? `credit note ${note}` : "a credit note"} on`,
  creditNotePdf: (number: string | null) => `Credit note ${number ?? ""}, PDF`.replace(" ,", ","),
  reasons: {
    duplicate: "Charged twice",
    fraudulent: "Charged without your consent",
    order_change: "The order changed",
    product_unsatisfactory: "Not what you expected",
  } as Readonly<Record<string, string>>,
  creditNoteUnavailable: {
    title: "This PDF isn’t available right now",
    message:
      "We can’t reach Stripe and don’t have a copy yet. Please try again in a minute. Everything on the invoice’s page is up to date.",
  },
  creditNotePdfMissing: {
    title: "This credit note has no PDF",
    message: "Ask us and we’ll send you one.",
  },

  subscription: "Subscription",
  subscriptionTo: (products: string[]) => (products.length ? list.format(products) : "Your subscription"),
  taxId: "Tax number",
};

/** Several invoices one after another, and what became of each. */
export const payAllWords = {
  title: "Pay your invoices",
  all: (count: number, sum: string) => `Pay ${count === 2 ? "both" : `all ${count}`} invoices, ${sum}`,
  short: "Pay all",
  left: (count: number) => (count === 1 ? "One invoice to pay" : `${count} invoices to pay`),
  next: (number: string, after: number) =>
    after
      ? `Next is ${number}. After it ${after === 1 ? "one is" : `${after} are`} left.`
      : `${number} is the last one.`,
  inTurn: "You’ll pay each invoice separately, so each gets its own receipt.",
  pay: (amount: string) => `Pay ${amount}`,
  done: "I’ve paid this one",
  where: "Stripe’s secure page opens in a new tab. Come back to this one afterwards.",
  nothingLeft: "There’s nothing left to pay.",
  thanks: "Paid. Thank you",
  states: {
    paid: (name: string, amount: string) => `${name} (${amount}) is paid.`,
    "under-way": () => "Your payment is on its way. It can take a few days to arrive, so there’s no need to pay again.",
    open: (_: string, amount: string) =>
      `We haven’t heard from Stripe about a payment yet, so ${amount} is still open. If you’ve just paid, check again in a minute before paying again.`,
    over: (name: string) => `${name} no longer needs to be paid. We’ve left it out.`,
  },
  receiptComes: "Your payment went through. The receipt will be on the invoice’s page in a moment.",
};

/** The company's bank account, for those who pay by transfer. */
export const transferWords = {
  title: "Pay by bank transfer",
  holder: "Account holder",
  iban: "IBAN",
  bic: "BIC",
  reference: "Reference",
  amount: "Amount",
  qrNamed: "Code for your banking app with these details",
  scan: "Scan the code with your banking app, or copy the details.",
  oneByOne: "Please make one transfer for each invoice, so we can tell what you’ve paid.",
  takesDays: "A transfer takes a few days to arrive. The invoice says “Paid” after that.",
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
  left: "Still to pay",
  byStripe: "Stripe’s receipt",
  refunds: "Refunds",
  kept: "After refunds",
  pdf: "Receipt (PDF)",
  pdfNamed: (amount: string) => `Receipt (PDF) for the payment of ${amount}`,
  noPdf: {
    title: "We can’t make a PDF of this receipt",
    message:
      "It has letters that aren’t in the font we make PDFs with. Your browser has them: open the receipt and print it, or save it as a PDF from the print menu.",
  },
  back: "Go back",
  keep: "To keep a copy, print this page or save it as a PDF from your browser’s print menu.",
  ask: "Something wrong with this receipt?",
  about: (number: string | null) => `the receipt for ${number ? `invoice ${number}` : "an invoice"}`,
};

/** What an unpaid invoice asks for. */
export const invoiceAsksWords = {
  isDue: (name: string, date: string) => `${name} is due on ${date}`,
  isDueToday: (name: string) => `${name} is due today`,
  wasDue: (name: string, date: string) => `${name} was due on ${date}`,
  isOpen: (name: string) => `${name} is open`,
  hasFailed: (name: string, mayPay: boolean) =>
    `The payment for ${name} failed.${mayPay ? " Pay it another way." : ""}`,
};

/** One invoice, sent on to an address that is typed. */
export const forwardWords = {
  link: "Forward to your accountant",
  title: "Forward this invoice",
  lead: "We’ll email a link to this invoice, with its PDF. The address gets nothing else from us, and nobody is added to your team. The link works for 90 days.",
  send: "Forward",
  sent: (email: string) => `It’s on its way to ${email}, if that address accepts our emails.`,
  forwarded: "Forwarded to",
  forwardedWhy: "They can open this invoice with the link in our email. Stop it if an address is wrong.",
  stop: "Stop",
  stopNamed: (email: string) => `Stop the link sent to ${email}`,
  ended: (email: string) => `The link sent to ${email} no longer works.`,
  stopped: "Emails to this address bounce. Check it, or use another one",
  tooMany: "You’ve reached today’s limit. You can forward more tomorrow.",
  typedKept: "Nothing was sent yet. Press “Forward” to send it.",
};
