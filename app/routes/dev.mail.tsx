import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { fileSize } from "../ui/file-size.ts";
import { Page } from "../ui/page.tsx";
import { linked } from "../requests/views/linked.tsx";
import { framingHeaders, requireDevelopment, textStyle } from "../http/development.ts";
import { listMails } from "../mail/mailbox.ts";
import { paths } from "../paths.ts";

export const headers = () => framingHeaders;

export const meta: MetaFunction = () => [{ title: "Mailbox" }];

export function loader(args: LoaderFunctionArgs) {
  requireDevelopment(args);
  return { mails: listMails(args.context.portal.config.dataDir) };
}

export default function Mailbox() {
  const { mails } = useLoaderData<typeof loader>();
  return (
    <Page title="Mailbox" lead={`Every mail the portal sent, newest first: ${mails.length}.`} ask={null}>
      {mails.map((mail) => (
        <section key={mail.outboxId} className="sheet" aria-labelledby={mail.outboxId}>
          <div className="head">
            <h2 id={mail.outboxId}>{mail.subject}</h2>
            <small>
              {mail.kind} to {mail.to}, answers to {mail.replyTo}, <time>{new Date(mail.at).toISOString()}</time>
            </small>
          </div>
          <pre style={textStyle}>{linked(mail.text)}</pre>
          {mail.attachments.map(({ name, size }) => (
            <p key={name}>
              <small>
                {name}, {fileSize(size, String)}
              </small>
            </p>
          ))}
          <p>
            <a className="btn second" href={paths.devMailHtml(mail.outboxId)}>
              See it as HTML
            </a>
          </p>
        </section>
      ))}
      {mails.length ? null : <p>Nothing yet. Ask for a sign-in link, and it is here.</p>}
    </Page>
  );
}
