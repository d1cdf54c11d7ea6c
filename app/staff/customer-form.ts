import { z } from "zod";
import { addressField } from "../people/address-field.ts";
import { maxCustomerNameLength } from "../people/new-customer.ts";
import { visibleLine } from "../text/clean.ts";
import { isVisible } from "../text/visible.ts";
import type { StaffText } from "./text.ts";

const isTicked = z
  .literal("on")
  .optional()
  .transform((ticked) => ticked === "on");

const line = (tooLong: string, missing: string) =>
  z
    .string({ error: missing })
    .max(2 * maxCustomerNameLength, tooLong)
    .transform((typed, context) => {
      const name = visibleLine(typed);
      if (isVisible(name) && name.length <= maxCustomerNameLength) return name;
      context.addIssue(isVisible(name) ? tooLong : missing);
      return z.NEVER;
    });

/** A customer whom staff add by hand. */
export function customerSchema({ staffCustomer: { faults } }: StaffText) {
  const tooLong = faults.tooLong(maxCustomerNameLength);
  return z.object({
    name: line(tooLong, faults.nameMissing),
    email: addressField({ missing: faults.emailMissing, wrong: faults.emailWrong }),
    person: line(tooLong, faults.personUnseen).optional(),
    invite: isTicked,
    another: isTicked,
    once: z.string().optional(),
  });
}
