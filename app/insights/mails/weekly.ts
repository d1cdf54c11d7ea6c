import { staffWeeklyMail } from "#emails/staff-weekly.tsx";
import type { MailKind } from "../../mail/kind.ts";
import { staffPlace } from "../../mail/mail-reader.ts";
import { paths } from "../../paths.ts";
import { countNeverCame } from "../../staff/never-came.ts";
import { textFor } from "../../text/words.ts";
import { askedText } from "../text/asked.ts";
import { findLastWeek } from "../last-week.ts";
import { insightsText } from "../text.ts";

/** To staff, on Mondays: what customers did in the week that ended; nothing, no mail. */
export const weekly: MailKind = {
  title: { en: "The week in figures" },
  leadsTo: (_mail, reader) => staffPlace(reader, paths.insights()),
  topic: "insights",
  async write({ portal, system, brand, now, format, link }) {
    const found = findLastWeek(system, now);
    if (!found) return null;
    const { week, helped, asked, wanted, moved } = found;
    const { insights: words, asked: askedWords } = textFor(format.locale, insightsText, askedText);
    const { n, hasMore } = countNeverCame(system, now);
    return staffWeeklyMail({
      brand,
      week: week.number,
      said: [
        words.weekly.helped(helped),
        ...(portal.config.features.has("requests") ? [words.weekly.asked(asked)] : []),
        ...(wanted ? [words.weekly.wanted(words.outcomes[wanted.what], wanted.n)] : []),
      ],
      moved: moved && words.weekly.moved(askedWords.names[moved.job], moved.last, moved.before),
      suggestion: n
        ? { text: words.never(n, hasMore), to: link(paths.staffCustomers({ show: "never-signed-in" })) }
        : null,
      url: link(paths.insights()),
    });
  },
};
