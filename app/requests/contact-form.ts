import { z } from "zod";
import { messageField } from "./message-field.ts";
import { addressField } from "../people/address-field.ts";
import type { RequestsText } from "./text.ts";

const maxNameLength = 200;

const address = ({ contact }: RequestsText) =>
  addressField({ missing: contact.emailMissing, wrong: contact.emailWrong });

/** The fields of the contact page; who is known is not asked for an address. */
export const contactFields = (text: RequestsText, isKnown: boolean) =>
  z.object({
    message: messageField(text.contact),
    name: z.string().trim().max(maxNameLength, text.contact.nameTooLong).optional(),
    email: isKnown ? z.string().optional() : address(text),
    about: z.string().optional(),
    org: z.string().optional(),
    once: z.string().optional(),
  });
