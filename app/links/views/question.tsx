import { paths } from "../../paths.ts";
import { Field, Hidden } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { linksText } from "../text.ts";

type Props = {
  token: string;
  address: string;
  once: string;
  message: Parameters<typeof Field>[0]["field"];
  /** On a page of its own, whose title says what is asked about. */
  isAlone?: boolean;
};

/** One box and its button: who asks and about what, the link knows. */
export function QuestionForm({ token, address, once, message, isAlone = false }: Props) {
  const { itemLink } = useText(linksText);
  return (
    <form className="sheet" id="ask" method="post" action={paths.itemAsk(token)} noValidate>
      <Field
        field={message}
        label={isAlone ? itemLink.message : itemLink.question}
        hint={itemLink.answerTo(address)}
        lines={3}
      />
      <Hidden name="once" value={once} />
      <div>
        <button className={isAlone ? "btn" : "btn second"} type="submit">
          {itemLink.send}
        </button>
      </div>
    </form>
  );
}

/** The form on the record's own page, where nothing was typed yet. */
export const Question = (props: Omit<Props, "message">) => (
  <QuestionForm {...props} message={{ id: "question-message", name: "message" }} />
);
