import { approvalWords } from "./text/approval.ts";
import { keptFiltersWords } from "./text/kept-filters.ts";
import { homeOrdersWords, ordersWords } from "./text/orders.ts";
import { staffBoardWords } from "./text/staff-board.ts";
import { staffOrderChangesWords } from "./text/staff-order-changes.ts";
import { staffOrdersWords } from "./text/staff-orders.ts";
import { staffStepsWords } from "./text/staff-steps.ts";
import type { Words } from "../text/words.ts";

const en = {
  approval: approvalWords,
  homeOrders: homeOrdersWords,
  keptFilters: keptFiltersWords,
  orders: ordersWords,
  staffBoard: staffBoardWords,
  staffOrderChanges: staffOrderChangesWords,
  staffOrders: staffOrdersWords,
  staffSteps: staffStepsWords,
};

/** Every sentence of orders, by language. */
export const ordersText = { en } satisfies Words;
export type OrdersText = typeof en;
