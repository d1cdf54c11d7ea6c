import { requestJobs } from "#db/schema/requests.ts";
import { paths } from "../../paths.ts";
import { hiddenIn, PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { DeskPage } from "../desk-page.ts";
import { requestsText } from "../text.ts";

type Props = Pick<DeskPage, "request" | "thread" | "answer"> & {
  /** What it was about, as it was ticked in an answer that did not go. */
  ticked: string | undefined;
};

/**
 * Closes a request, with what it was about where that is chosen; or opens it again, and says afterwards what it was. What
 * is ticked belongs to the form of the answer, which may close it as well.
 */
export function ClosingForm(props: Props) {
  const { request, thread, answer } = props;
  const { staffRequests: words } = useText(requestsText);
  const { id, open, turn } = request;
  const isClosing = !!answer?.closing;
  const to = paths.staffRequestClosure(id);
  const fields = { open: open ? "no" : "yes", seen: String(thread.last) };
  if (open && !isClosing && request.job === null)
    return (
      <>
        <WhatFor ticked={props.ticked} />
        <button
          className="btn quiet"
          type="submit"
          form="answer"
          formAction={to}
          formEncType="application/x-www-form-urlencoded"
          name="open"
          value="no"
        >
          {words.close(turn === "customer")}
        </button>
      </>
    );
  return (
    <>
      <PostButton to={to} fields={fields} look="quiet">
        {open ? words.close(turn === "customer") : words.reopen}
      </PostButton>
      {open && !isClosing ? null : <Counted {...props} />}
    </>
  );
}

function WhatFor({ ticked }: Pick<Props, "ticked">) {
  const { staffJob: words } = useText(requestsText);
  return (
    <fieldset className="wish">
      <legend>
        {words.what}
        <small className="under">{words.optional}</small>
      </legend>
      {requestJobs.map((job) => (
        <label key={job} className="check">
          <input type="radio" form="answer" name="job" value={job} defaultChecked={job === ticked} />
          <span>{words.jobs[job]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One tap for what a closed request was about; once that is known, to be changed behind another. */
function Counted({ request: { id, job }, thread }: Pick<Props, "request" | "thread">) {
  const { staffJob: words } = useText(requestsText);
  return (
    <details className="rest" open={job === null}>
      <summary>{job === null ? words.what : words.counted(job)}</summary>
      <form className="row" method="post" action={paths.staffRequestClosure(id)}>
        {hiddenIn({ open: "no", seen: String(thread.last) })}
        {requestJobs.map((one) => (
          <button key={one} className="btn second" type="submit" name="job" value={one}>
            {words.jobs[one]}
          </button>
        ))}
      </form>
    </details>
  );
}
