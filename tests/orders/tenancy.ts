import { attempt, staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

const ordersRead = { owner: 200, admin: 200, member: 200, billing: 403, accountant: 403, nobody: 303, else: 404 };
const readers = ["owner", "admin", "member"] as const;

export const rows: Rows = {
  "routes/o.$org.orders._index": [{ path: ({ acme }) => `/o/${acme}/orders`, expect: ordersRead }],
  "routes/o.$org.orders.$order._index": [
    {
      path: ({ acme, order }) => `/o/${acme}/orders/${order}`,
      expect: ordersRead,
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}`,
    },
  ],
  "routes/o.$org.orders.$order.calendar": [
    {
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/calendar`,
      expect: { ...ordersRead, owner: 303, admin: 303, member: 303 },
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/calendar`,
    },
  ],
  "routes/o.$org.orders.$order.parcel": [
    {
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/parcel`,
      expect: { ...ordersRead, owner: 303, admin: 303, member: 303 },
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/parcel`,
    },
  ],
  "routes/o.$org.orders.$order.following": [
    {
      method: "POST",
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/following`,
      form: () => ({ state: "mute" }),
      by: readers,
      expect: { ...ordersRead, owner: 303, admin: 303, member: 303 },
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/following`,
    },
  ],
  "routes/o.$org.orders.$order.approval": [
    {
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/approval?event=e-1`,
      expect: ordersRead,
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/approval?event=e-1`,
    },
    {
      method: "POST",
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/approval?event=e-1`,
      form: () => ({ note: "Go ahead." }),
      by: readers,
      expect: { ...ordersRead, owner: 303, admin: 303, member: 303 },
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/approval?event=e-1`,
      misuse: ({ zebra, zebraOrder }) => [
        attempt("stranger", `/o/${zebra}/orders/${zebraOrder}/approval?event=e-1`, 404),
      ],
    },
    {
      method: "POST",
      path: ({ acme, order }) => `/o/${acme}/orders/${order}/approval?event=e-1`,
      form: () => ({ decision: "change", note: "The top step 5 cm lower." }),
      by: readers,
      expect: { ...ordersRead, owner: 303, admin: 303, member: 303 },
      foreign: (zebra, { order }) => `/o/${zebra}/orders/${order}/approval?event=e-1`,
    },
  ],
  "routes/o.$org.orders.$order.files.$file": [
    {
      path: ({ acme, order, stepFile }) => `/o/${acme}/orders/${order}/files/${stepFile}`,
      expect: ordersRead,
      foreign: (zebra, { order, stepFile }) => `/o/${zebra}/orders/${order}/files/${stepFile}`,
    },
  ],
  "routes/staff.orders.$order.files.$file": [
    { path: ({ order, stepFile }) => `/staff/orders/${order}/files/${stepFile}`, expect: staffOnly(200) },
    { path: ({ order }) => `/staff/orders/${order}/files/fil_never`, expect: staffOnly(404) },
  ],
  "routes/staff.orders._index": [{ path: () => "/staff/orders", expect: staffOnly(200) }],
  "routes/staff.orders.steps": [
    { path: () => "/staff/orders/steps", expect: staffOnly(303) },
    {
      method: "POST",
      path: () => "/staff/orders/steps",
      form: ({ zebraOrder }) => ({ order: zebraOrder, step: "delivered" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.orders.filters": [
    { path: () => "/staff/orders/filters", expect: staffOnly(303) },
    {
      method: "POST",
      path: () => "/staff/orders/filters",
      form: () => ({ name: "Late ones", state: "late" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.orders.$order._index": [
    { path: ({ order }) => `/staff/orders/${order}`, expect: staffOnly(200) },
    { path: () => "/staff/orders/ord_never", expect: staffOnly(404) },
  ],
  "routes/staff.orders.$order.events.new": [
    { path: ({ order }) => `/staff/orders/${order}/events/new`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ order }) => `/staff/orders/${order}/events/new`,
      form: () => ({ step: "shipped" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/orders/ord_never/events/new", expect: staffOnly(404) },
  ],
  "routes/staff.orders.$order.events.removal": [
    { path: ({ order }) => `/staff/orders/${order}/events/removal?event=e-1`, expect: staffOnly(200) },
    { path: ({ order }) => `/staff/orders/${order}/events/removal?event=never`, expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ order }) => `/staff/orders/${order}/events/removal?event=slip`,
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebraOrder }) => [attempt("staff", `/staff/orders/${zebraOrder}/events/removal?event=slip`, 303)],
    },
  ],
  "routes/staff.orders.new": [
    { path: () => "/staff/orders/new", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/orders/new", expect: staffOnly(422) },
    {
      method: "POST",
      path: ({ acme }) => `/staff/orders/new?customer=${acme}`,
      form: () => ({ reference: "PO-NEW", title: "Six chairs" }),
      by: staff,
      expect: staffOnly(303),
      misuse: ({ zebra }) => [
        attempt("staff", `/staff/orders/new?customer=${zebra}`, 422, { reference: "PO-ACME", title: "Six chairs" }),
      ],
    },
  ],
  "routes/staff.orders.$order.edit": [
    { path: ({ order }) => `/staff/orders/${order}/edit`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ order }) => `/staff/orders/${order}/edit`,
      form: ({ orderSeen }) => ({ title: "Seven chairs", seen: String(orderSeen) }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.orders.$order.move": [
    { path: ({ order }) => `/staff/orders/${order}/move`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ order }) => `/staff/orders/${order}/move`,
      form: ({ zebra }) => ({ customer: zebra }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.orders.$order.cancellation": [
    { path: ({ order }) => `/staff/orders/${order}/cancellation`, expect: staffOnly(200) },
    {
      method: "POST",
      path: ({ order }) => `/staff/orders/${order}/cancellation`,
      form: () => ({ cancelled: "yes" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.steps._index": [
    { path: () => "/staff/steps", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/steps?kind=order",
      form: () => ({ name: "Painted" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/steps?kind=chair", expect: staffOnly(404) },
  ],
  "routes/staff.steps.$kind.$step._index": [
    { path: () => "/staff/steps/project/in%20review", expect: staffOnly(200) },
    { path: () => "/staff/steps/order/in%20review", expect: staffOnly(404) },
    {
      method: "POST",
      path: () => "/staff/steps/order/packed",
      form: () => ({ name: "In its box" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.steps.$kind.$step.place": [
    { path: () => "/staff/steps/order/packed/place", expect: staffOnly(303) },
    {
      method: "POST",
      path: () => "/staff/steps/order/packed/place",
      form: () => ({ to: "up" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.steps.$kind.$step.removal": [
    { path: () => "/staff/steps/order/packed/removal", expect: staffOnly(200) },
    { method: "POST", path: () => "/staff/steps/order/packed/removal", by: staff, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/steps/order/never/removal", expect: staffOnly(404) },
  ],
};
