import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { fixtures } from "#emails/fixtures.ts";
import { linked } from "../requests/views/linked.tsx";
import { Page } from "../ui/page.tsx";
import { framingHeaders, requireDevelopment, textStyle } from "../http/development.ts";
import { brandOf } from "../mail/brand.ts";
import { paths } from "../paths.ts";

export const headers = () => framingHeaders;

export const meta: MetaFunction = () => [{ title: "Emails" }];

export async function loader(args: LoaderFunctionArgs) {
  requireDevelopment(args);
  const brand = brandOf(args.context.portal.config);
  const mails = fixtures.map(async ({ name, make }) => {
    const { subject, text, html } = await make(brand);
    return { name, subject, text, size: html.length };
  });
  return { mails: await Promise.all(mails) };
}

export default function Mails() {
  const { mails } = useLoaderData<typeof loader>();
  return (
    <Page title="Emails" lead="Each email the portal can send, on a phone and as text." ask={null}>
      {mails.map(({ name, subject, text, size }) => (
        <section key={name} className="sheet" aria-labelledby={name}>
          <div className="head">
            <h2 id={name}>{name}</h2>
            <small>
              {subject} · {[...subject].length} characters · {Math.ceil(size / 1024)} kB ·{" "}
              <a href={paths.devEmailHtml(name)}>whole window</a>
            </small>
          </div>
          <iframe
            src={paths.devEmailHtml(name)}
            title={`${name} at 390 pixels`}
            width={390}
            height={560}
            style={{ border: 0, maxWidth: "100%" }}
          />
          <pre style={textStyle}>{linked(text)}</pre>
        </section>
      ))}
    </Page>
  );
}
