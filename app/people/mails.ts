import type { MailKinds } from "../mail/kind.ts";
import { emailChanged, roleChanged } from "./mails/person.ts";

export const peopleMails = { "email-changed": emailChanged, "role-changed": roleChanged } satisfies MailKinds;
