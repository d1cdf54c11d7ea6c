import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { askedText } from "../text/asked.ts";
import type { JobRow } from "../jobs.ts";
import { insightsText } from "../text.ts";
import { FiguresTable } from "./figures-table.tsx";

/** Job by job what customers found by themselves and what they asked; each leads to its own page where requests are taken. */
export function Jobs({ jobs }: { jobs: JobRow[] }) {
  const { insights: words, asked: askedWords } = useText(insightsText, askedText);
  const areAsked = jobs.some(({ asked }) => asked);
  const nameOf = ({ job, asked }: JobRow) => {
    if (job === "unsorted") return { text: words.unsorted, to: paths.askedRequests({ job, lately: "yes" }) };
    return asked ? { text: askedWords.names[job], to: paths.staffAsked(job) } : askedWords.names[job];
  };
  return (
    <section className="head" aria-labelledby="jobs">
      <h2 id="jobs">{words.jobsTitle}</h2>
      <p className="quiet">{areAsked ? words.jobsLead : words.jobsLeadHelped}</p>
      <FiguresTable
        caption={words.jobsTitle}
        heads={[
          words.job,
          words.jobHelped,
          ...(areAsked ? [words.jobHere, words.jobByMail, words.jobLooked, words.jobTrend] : []),
        ]}
        rows={jobs.map((row) => [
          nameOf(row),
          row.helped,
          ...(row.asked ? [row.asked.here, row.asked.byMail, row.asked.looked, askedWords.trend(row.asked.fewer)] : []),
        ])}
      />
    </section>
  );
}
