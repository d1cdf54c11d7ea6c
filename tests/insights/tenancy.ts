import { staff, staffOnly, type Rows } from "#tests/tenancy-rows.ts";

export const rows: Rows = {
  "routes/staff.insights.$job": [
    { path: () => "/staff/insights/order", expect: staffOnly(200) },
    { path: () => "/staff/insights/chairs", expect: staffOnly(404) },
  ],
  "routes/staff.insights.asked": [
    { path: () => "/staff/insights/asked?job=unsorted", expect: staffOnly(200) },
    { path: () => "/staff/insights/asked?job=chairs", expect: staffOnly(404) },
    { path: () => "/staff/insights/asked?job=order&like=req_never", expect: staffOnly(404) },
  ],
  "routes/staff.insights.baseline": [
    { path: () => "/staff/insights/baseline", expect: staffOnly(200) },
    {
      method: "POST",
      path: () => "/staff/insights/baseline",
      form: () => ({ invoice: "20" }),
      by: staff,
      expect: staffOnly(303),
    },
  ],
};
