import type { MailKinds } from "../mail/kind.ts";
import { addressAdded, emailChanged, memberRemoved, roleChanged } from "./mails/person.ts";

export const peopleMails = {
  "email-changed": emailChanged,
  "address-added": addressAdded,
  "role-changed": roleChanged,
  "member-removed": memberRemoved,
} satisfies MailKinds;
