import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { FailedMail } from "../../company/failed-mails.ts";
import { staffText } from "../text.ts";

/** Mails that could not be sent, each with the server's words and a button to send it again. */
export function FailedMails({ mails }: { mails: FailedMail[] }) {
  const { staff } = useText(staffText);
  if (!mails.length) return null;
  const isFirstOfSeveral = (reason: string | null, at: number) =>
    mails.findIndex((mail) => mail.reason === reason) === at &&
    mails.some((mail, n) => n > at && mail.reason === reason);
  return (
    <section className="head" aria-labelledby="failed-mails">
      <h2 id="failed-mails">{staff.failedMails}</h2>
      <ul className="sheet flush list stacked">
        {mails.map(({ id, title, to, orgName, reason, at }, n) => (
          <li key={id}>
            <div className="main">
              <span>
                <b>{title}</b> <bdi>{to}</bdi>
              </span>
              <small>
                {reason} · {orgName ? `${orgName} · ` : null}
                {at === null ? null : <Time at={at} as="dateTime" />}
              </small>
            </div>
            <PostButton to={paths.mailAgain(id)} label={staff.sendAgainNamed(title, to)}>
              {staff.sendAgain}
            </PostButton>
            {isFirstOfSeveral(reason, n) ? (
              <PostButton
                to={paths.mailAgain(id)}
                fields={{ alike: "yes" }}
                label={staff.sendAlikeAgainNamed(reason ?? "")}
              >
                {staff.sendAlikeAgain}
              </PostButton>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
