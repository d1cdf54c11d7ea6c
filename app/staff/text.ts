import { staffWords } from "./text/staff.ts";
import { staffHelpWords } from "./text/staff-help.ts";
import { staffKeysWords } from "./text/staff-keys.ts";
import { staffLogWords } from "./text/staff-log.ts";
import { staffCustomerWords } from "./text/staff-customer.ts";
import { customerNotesWords } from "./text/customer-notes.ts";
import { staffCustomersWords } from "./text/staff-customers.ts";
import { staffTodayWords } from "./text/staff-today.ts";
import { shortAnswersWords } from "./text/staff-answers.ts";
import { staffMailsWords } from "./text/staff-mails.ts";
import { staffSettingsWords } from "./text/staff-settings.ts";
import { staffSearchWords } from "./text/staff-search.ts";
import type { Words } from "../text/words.ts";

const en = {
  staff: staffWords,
  staffHelp: staffHelpWords,
  staffKeys: staffKeysWords,
  staffLog: staffLogWords,
  staffCustomer: staffCustomerWords,
  customerNotes: customerNotesWords,
  staffCustomers: staffCustomersWords,
  staffToday: staffTodayWords,
  shortAnswers: shortAnswersWords,
  staffMails: staffMailsWords,
  staffSettings: staffSettingsWords,
  staffSearch: staffSearchWords,
};

/** Every sentence of the staff's own pages, by language. */
export const staffText = { en } satisfies Words;
export type StaffText = typeof en;
