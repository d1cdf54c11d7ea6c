import type { OwnMail } from "../../notifications/own-mails.ts";
import { MailList } from "../../notifications/views/own-mails.tsx";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { accountText } from "../text.ts";

/** The newest emails to somebody, each leading to what it was about, and the way to all of them. */
export function OwnMails({ mails, email }: { mails: OwnMail[]; email: string }) {
  const { own } = useText(accountText);
  return (
    <section className="head" aria-labelledby="mails">
      <h2 id="mails">{own.mails}</h2>
      {mails.length ? (
        <MailList mails={mails} label={own.mails} email={email} />
      ) : (
        <p className="quiet">{own.noMails}</p>
      )}
      <a className="more start" href={paths.notifications()}>
        {own.allMails}
      </a>
    </section>
  );
}
