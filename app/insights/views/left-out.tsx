import { useText } from "../../ui/use.ts";
import type { Insights } from "../figures.ts";
import { insightsText } from "../text.ts";
import { FiguresTable } from "./figures-table.tsx";

const reasons = ["machine", "staff", "left-out"] as const;

/** Who is in no figure, and what no figure can say. */
export function LeftOutOfFigures({ leftOut }: Pick<Insights, "leftOut">) {
  const { insights: words } = useText(insightsText);
  return (
    <section className="head" aria-labelledby="left-out">
      <h2 id="left-out">{words.leftTitle}</h2>
      <p className="quiet">{words.leftLead}</p>
      <FiguresTable
        caption={words.leftTitle}
        heads={[words.why, words.opened]}
        rows={reasons.map((why) => [words.left[why], leftOut[why]])}
      />
      <details className="fold">
        <summary>{words.mindTitle}</summary>
        <ul className="plain">
          {words.mind.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
