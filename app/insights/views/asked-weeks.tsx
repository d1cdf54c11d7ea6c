import { useFormat, useText } from "../../ui/use.ts";
import type { AskedWeeks } from "../asked.ts";
import { askedText } from "../asked-text.ts";
import type { Week } from "../weeks.ts";

type Props = { weeks: Week[]; asked: AskedWeeks };

/** How often was asked each week, newest first: here, by mail, and of these though they had looked. */
export function AskedByWeek({ weeks, asked }: Props) {
  const { asked: words } = useText(askedText);
  const { number } = useFormat();
  const rows = weeks.map((week, at) => ({ week, all: [asked.here[at]!, asked.byMail[at]!, asked.looked[at]!] }));
  return (
    <section className="sheet" aria-labelledby="weeks">
      <h2 id="weeks">{words.weekTitle}</h2>
      <p className="quiet">{words.weekLead}</p>
      <table className="counts">
        <caption className="vh">{words.weekTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{words.week}</th>
            {[words.here, words.byMail, words.looked].map((name) => (
              <th key={name} scope="col" className="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ week, all }) => (
            <tr key={week.name}>
              <th scope="row">
                {words.weekOf(week.name)} {week.isCurrent ? words.soFar : null}
              </th>
              {all.map((n, column) => (
                <td key={column} className="n">
                  {number(n)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
