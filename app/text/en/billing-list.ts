export const billingNav = {
  label: "Parts of billing",
  invoices: "Invoices",
  subscriptions: "Subscriptions",
  paymentMethods: "Payment methods",
  details: "Details",
};
