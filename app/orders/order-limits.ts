/** How many characters each text of an order may have, whoever tells it: form, feed or file. */
export const maxOrderLengths = {
  reference: 200,
  title: 200,
  url: 2_000,
  line1: 200,
  line2: 200,
  postalCode: 20,
  city: 100,
  region: 100,
  country: 2,
  item: 300,
} as const;

/** The same of a step that happened to it. */
export const maxStepLengths = {
  step: 60,
  needs: 300,
  parcel: 200,
  note: 2_000,
  carrier: 100,
  trackingNumber: 100,
  trackingUrl: 2_000,
} as const;

/** How many things an order may be, how many of one, and how many steps may be planned. */
export const maxItems = 1_000;
export const maxQuantity = 1e12;
export const maxSteps = 50;
