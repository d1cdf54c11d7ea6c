import { paths } from "../../paths.ts";

/** What each part of the settings is for, by its address. */
export const staffSettingsWords = {
  title: "Settings",
  about: {
    [paths.staffSteps()]: "The steps of orders and projects, as your customers see them.",
    [paths.staffTags()]: "Words you sort requests by, such as “Warranty”.",
    [paths.savedReplies()]: "Texts you send often, one press away below every answer.",
    [paths.staffMails()]: "Which of our own emails you get.",
    [paths.staffAnswers()]: "Your working hours, and how soon customers can expect an answer.",
    [paths.staffSeats()]: "Which subscriptions limit how many people a customer can have.",
    [paths.insights()]: "What customers do here, and how quickly you answer.",
    [paths.staffKeys()]: "Keys for your own systems, which send customers and orders here.",
    [paths.staffLog()]: "Who changed what, and when. Nobody can edit it.",
    [paths.staffHealth()]: "Whether emails, the Stripe sync and backups are working.",
  } as Record<string, string | undefined>,
};
