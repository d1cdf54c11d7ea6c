import { contact } from "./text/contact.ts";
import { heldMails } from "./text/held-mails.ts";
import { homeRequests, requests } from "./text/requests.ts";
import { mailIn } from "./text/mail-in.ts";
import { staffAnswers } from "./text/staff-answers.ts";
import { staffMails, staffReplies } from "./text/staff-replies.ts";
import { staffRequests } from "./text/staff-requests.ts";
import type { Words } from "../text/words.ts";

const en = {
  contact,
  heldMails,
  homeRequests,
  requests,
  mailIn,
  staffAnswers,
  staffMails,
  staffReplies,
  staffRequests,
};

/** Every sentence of requests, by language. */
export const requestsText = { en } satisfies Words;
export type RequestsText = typeof en;
