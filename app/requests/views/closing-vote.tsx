import { closingAnswers, type ClosingAnswer } from "#db/schema/asked.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { org: string; request: string; said: ClosingAnswer | null };

/** Asks a closed request's readers whether it was answered; what was said can be changed. */
export function ClosingVote({ org, request, said }: Props) {
  const { closingVotes: words } = useText(requestsText);
  const offered = closingAnswers.filter((answer) => answer !== said);
  return (
    <form className="row" method="post" action={paths.voteOnClosing(org, request)}>
      <b>{words.question}</b>
      {said ? <span>{words.said[said]}</span> : null}
      {offered.map((answer) => (
        <button key={answer} className="btn second" type="submit" name="answer" value={answer}>
          {said ? words.change[answer] : words.answers[answer]}
        </button>
      ))}
    </form>
  );
}
