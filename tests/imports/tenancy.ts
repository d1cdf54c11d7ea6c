import { staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

function anOrder(customer: string): FormData {
  const form = new FormData();
  form.set(
    "file",
    new File([`reference,customer,title\nPO-1,${customer},Six chairs`], "orders.csv", { type: "text/csv" }),
  );
  return form;
}

function aCustomer(): FormData {
  const form = new FormData();
  form.set("file", new File(["name,email\nLund,liv@lund.example"], "customers.csv", { type: "text/csv" }));
  return form;
}

export const rows: Rows = {
  "routes/staff.imports._index": [
    { path: () => "/staff/imports", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/imports",
      form: ({ acme }) => anOrder(acme),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.customers.import": [
    { path: () => "/staff/customers/import", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/customers/import",
      form: () => aCustomer(),
      by: staff,
      expect: staffOnly(303),
    },
  ],
  "routes/staff.imports.example[.]csv": [
    { path: () => "/staff/imports/example.csv", expect: staffOnly(200) },
    { path: () => "/staff/imports/example.csv?kind=customers", expect: staffOnly(200) },
  ],
  "routes/staff.imports.$import._index": [
    { path: ({ done }) => `/staff/imports/${done}`, expect: staffOnly(200) },
    { path: () => "/staff/imports/imp_never", expect: staffOnly(404) },
    {
      method: "POST",
      path: ({ asking }) => `/staff/imports/${asking}`,
      form: () => ({ order: "dmy" }),
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: ({ checked }) => `/staff/imports/${checked}`, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/imports/imp_never", expect: staffOnly(404) },
  ],
  "routes/staff.imports.$import.confirmation": [
    { path: () => "/staff/imports/imp_never/confirmation", expect: staffOnly(303) },
    {
      method: "POST",
      path: ({ checked }) => `/staff/imports/${checked}/confirmation`,
      by: staff,
      expect: staffOnly(303),
    },
    { method: "POST", path: () => "/staff/imports/imp_never/confirmation", expect: staffOnly(404) },
  ],
  "routes/staff.imports.$import.retry": [
    { path: () => "/staff/imports/imp_never/retry", expect: staffOnly(303) },
    { method: "POST", path: ({ stopped }) => `/staff/imports/${stopped}/retry`, by: staff, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/imports/imp_never/retry", expect: staffOnly(404) },
  ],
  "routes/staff.imports.$import.refused[.]csv": [
    { path: () => "/staff/imports/imp_never/refused.csv", expect: staffOnly(404) },
  ],
  "routes/staff.imports.$import.undo": [
    { path: ({ done }) => `/staff/imports/${done}/undo`, expect: staffOnly(200) },
    { path: () => "/staff/imports/imp_never/undo", expect: staffOnly(404) },
    { method: "POST", path: ({ done }) => `/staff/imports/${done}/undo`, by: staff, expect: staffOnly(303) },
    { method: "POST", path: () => "/staff/imports/imp_never/undo", expect: staffOnly(404) },
  ],
};
