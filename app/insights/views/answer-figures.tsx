import { useText } from "../../ui/use.ts";
import type { AnswerFigures } from "../answer-times.ts";
import { askedText } from "../text/asked.ts";
import type { Spread } from "../spread.ts";

type Props = { figures: AnswerFigures; votes: { yes: number; no: number } };

/** How long customers wait for replies and closings, who waits still, and whether they say that it was answered. */
export function AnswersGiven({ figures: { reply, closing, waiting }, votes }: Props) {
  const { asked: words } = useText(askedText);
  const say = ({ n, median, p90 }: Spread) => (median === null ? words.tooFew(n) : words.spread(median, p90, n));
  const facts = [
    [words.reply, say(reply)],
    [words.closing, say(closing)],
    [words.waiting, waiting.n ? words.waits(waiting.n, waiting.longest) : words.nobodyWaits],
    [words.votes, votes.yes + votes.no ? words.voted(votes.yes, votes.no) : words.nobodyVoted],
  ];
  return (
    <section className="sheet" aria-labelledby="answers">
      <h2 id="answers">{words.answersTitle}</h2>
      <p className="quiet">{words.answersLead}</p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
