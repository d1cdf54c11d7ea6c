import { requestJobs } from "#db/schema/requests.ts";
import { paths } from "../../paths.ts";
import { Field, SubmitButton, type useFields } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { askedText } from "../text/asked.ts";
import type { Baseline } from "../baselines.ts";

type Props = { fields: ReturnType<typeof useFields<Record<string, string>>>[1]; said: Baseline[] };

/** How many a week came of each job before, and who said so when. */
export function BaselineForm({ fields, said }: Props) {
  const { baseline: words } = useText(askedText);
  return (
    <form className="sheet" method="post" action={paths.staffBaseline()} noValidate>
      {requestJobs.map((job) => {
        const by = said.find((one) => one.job === job);
        return (
          <Field
            key={job}
            field={fields[job]!}
            label={words.about[job]}
            hint={by && <TimeIn sentence={words.saidBy(by.saidBy)} at={by.saidAt} as="date" />}
            inputMode="numeric"
            autoComplete="off"
            optional
          />
        );
      })}
      <SubmitButton>{words.save}</SubmitButton>
    </form>
  );
}
