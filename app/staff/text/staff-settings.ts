import { paths } from "../../paths.ts";

/** What each part of the settings is for, by its address. */
export const staffSettingsWords = {
  title: "Settings",
  about: {
    [paths.staffSteps()]: "The steps of orders and projects, in the words your customers read.",
    [paths.staffTags()]: "The few words that you sort requests by, such as “Warranty”.",
    [paths.savedReplies()]: "Texts you send often, one press away below every answer.",
    [paths.staffMails()]: "Which emails about requests you get yourself.",
    [paths.staffAnswers()]: "Your working hours, and by when customers can expect an answer.",
    [paths.staffSeats()]: "Which subscriptions limit how many people a customer may have.",
    [paths.staffKeys()]: "Keys for your own systems, which send customers and orders here.",
    [paths.staffLog()]: "Who changed what, and when. Nobody can edit it.",
    [paths.staffHealth()]: "Whether emails go out, Stripe is up to date and backups are made.",
  } as Record<string, string | undefined>,
};
