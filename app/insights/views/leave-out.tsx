import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { insightsText } from "../text.ts";

/** Whether somebody is part of the counts, and the button that changes it. */
export function LeaveOut({ isLeftOut }: { isLeftOut: boolean }) {
  const { counting } = useText(insightsText);
  return (
    <section className="head" aria-labelledby="counting">
      <h2 id="counting">{counting.title}</h2>
      <p className="quiet">
        {isLeftOut ? `${counting.left} ` : null}
        {counting.lead}
      </p>
      <PostButton to={paths.counting()} fields={{ counted: isLeftOut ? "yes" : "no" }}>
        {isLeftOut ? counting.countAgain : counting.leaveOut}
      </PostButton>
    </section>
  );
}
