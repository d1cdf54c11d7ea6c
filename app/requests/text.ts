import { closingVotesWords } from "./text/closing-votes.ts";
import { contactWords } from "./text/contact.ts";
import { heldMailsWords } from "./text/held-mails.ts";
import { homeRequestsWords, requestsWords } from "./text/requests.ts";
import { mailInWords } from "./text/mail-in.ts";
import { askedMailWords } from "./text/asked-mail.ts";
import { staffAnswersWords } from "./text/staff-answers.ts";
import { staffRepliesWords } from "./text/staff-replies.ts";
import { staffLeavingWords } from "./text/staff-leaving.ts";
import { staffJobWords } from "./text/staff-job.ts";
import { staffKeysHelpWords } from "./text/staff-keys-help.ts";
import { staffSortWords } from "./text/staff-sort.ts";
import { staffRequestsWords } from "./text/staff-requests.ts";
import type { Words } from "../text/words.ts";

const en = {
  closingVotes: closingVotesWords,
  contact: contactWords,
  heldMails: heldMailsWords,
  homeRequests: homeRequestsWords,
  requests: requestsWords,
  mailIn: mailInWords,
  askedMail: askedMailWords,
  staffAnswers: staffAnswersWords,
  staffReplies: staffRepliesWords,
  staffRequests: staffRequestsWords,
  staffSort: staffSortWords,
  staffJob: staffJobWords,
  staffKeysHelp: staffKeysHelpWords,
  staffLeaving: staffLeavingWords,
};

/** Every sentence of requests, by language. */
export const requestsText = { en } satisfies Words;
export type RequestsText = typeof en;
