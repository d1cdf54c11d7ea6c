import { paths } from "../../paths.ts";
import { useFormat, useText } from "../../ui/use.ts";
import { askedText } from "../asked-text.ts";
import type { JobRow } from "../jobs.ts";
import { insightsText } from "../text.ts";

/** Job by job what customers found by themselves and what they asked; each leads to its own page where requests are taken. */
export function Jobs({ jobs }: { jobs: JobRow[] }) {
  const { insights: words, asked: askedWords } = useText(insightsText, askedText);
  const { number } = useFormat();
  const areAsked = jobs.some(({ asked }) => asked);
  const heads = [
    words.jobHelped,
    ...(areAsked ? [words.jobHere, words.jobByMail, words.jobLooked, words.jobTrend] : []),
  ];
  const cells = ({ helped, asked }: JobRow) => [
    helped === null ? "–" : number(helped),
    ...(asked ? [number(asked.here), number(asked.byMail), number(asked.looked), askedWords.trend(asked.fewer)] : []),
  ];
  const name = (job: JobRow["job"]) => (job === "unsorted" ? words.unsorted : askedWords.names[job]);
  return (
    <section className="head" aria-labelledby="jobs">
      <h2 id="jobs">{words.jobsTitle}</h2>
      <p className="quiet">{areAsked ? words.jobsLead : words.jobsLeadHelped}</p>
      <table className="sheet rows figures">
        <caption className="vh">{words.jobsTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.job}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="n">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {jobs.map((row) => (
            <tr key={row.job}>
              <th scope="row">
                {row.asked && row.job !== "unsorted" ? (
                  <a href={paths.staffAsked(row.job)}>{name(row.job)}</a>
                ) : (
                  name(row.job)
                )}
              </th>
              {cells(row).map((cell, at) => (
                <td key={heads[at]} className="n" data-label={`${heads[at]}:`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
