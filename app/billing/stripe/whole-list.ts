import { z } from "zod";
import type { StripeObject } from "./stripe-api.ts";

const list = z.object({ data: z.array(z.custom<StripeObject>()), has_more: z.boolean() }).nullish();

/** A list that came with its object, or all of it where some or all is missing. */
export async function wholeList(embedded: unknown, all: () => Promise<StripeObject[]>): Promise<StripeObject[]> {
  const part = list.parse(embedded);
  return part && !part.has_more ? part.data : all();
}
