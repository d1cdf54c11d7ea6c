const invoices = (n: number) => (n === 1 ? "1 invoice" : `${n.toLocaleString("en")} invoices`);

/** Money on the home page. */
export const homeMoneyWords = {
  open: (n: number, sum: string) => `${n.toLocaleString("en")} open, ${sum}`,
  overdue: (sum: string) => `${sum} overdue`,
  see: (n: number) => `See ${invoices(n)}`,
  news: "Subscriptions and payment methods",
  payOtherwise: "Pay it another way.",
  cardExpires: (card: string, date: string) => `${card} expires ${date}`,
  cardExpired: (card: string, date: string) => `${card} expired ${date}`,
  replaceCard: "Update it to avoid failed payments.",
};
