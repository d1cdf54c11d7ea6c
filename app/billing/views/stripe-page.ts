/** An invoice in Stripe's dashboard. */
export const stripePage = (invoice: string) => `https://dashboard.stripe.com/invoices/${invoice}`;
