import { Field, SubmitButton, type useFields } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

export type SavedReplyValues = { name: string; text: string };
type Props = { to: string; fields: ReturnType<typeof useFields<SavedReplyValues>>[1] };

/** A saved reply's name and text. */
export function SavedReplyForm({ to, fields }: Props) {
  const { staffReplies: words } = useText(requestsText);
  return (
    <form className="sheet" method="post" action={to} noValidate>
      <Field field={fields.name} label={words.name} hint={words.nameHint} autoComplete="off" />
      <Field field={fields.text} label={words.text} hint={words.textHint} lines={8} />
      <SubmitButton>{words.save}</SubmitButton>
    </form>
  );
}
