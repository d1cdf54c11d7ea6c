import { approval } from "./text/approval.ts";
import { homeOrders, orders } from "./text/orders.ts";
import { staffOrderChanges } from "./text/staff-order-changes.ts";
import { staffOrders } from "./text/staff-orders.ts";
import { staffSteps } from "./text/staff-steps.ts";
import type { Words } from "../text/words.ts";

const en = { approval, homeOrders, orders, staffOrderChanges, staffOrders, staffSteps };

/** Every sentence of orders, by language. */
export const ordersText = { en } satisfies Words;
export type OrdersText = typeof en;
